using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests.Size;

public sealed class YearTests(ITestOutputHelper output) : SizeTests(output)
{
    [Fact]
    public void Year_OfAHundredInstancesReplacedTwiceADay_StaysUnderTwoMebibytesAndNeverNeedsFour()
    {
        var fleet = new BusyFleet(2026, 100, TimeSpan.FromHours(12));
        AssertStaysSmall(fleet, TimeSpan.FromDays(365));
        Assert.InRange(fleet.Rented, 60_000, 100_000);
    }
}
