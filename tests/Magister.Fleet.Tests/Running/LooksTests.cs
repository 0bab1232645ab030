using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class LooksTests
{
    private readonly Scenario one = new Scenario(Settings(1)).StartWith([], Offer(7)).At(10);

    [Fact]
    public void Looks_BeforeTheFirst_AreNotStale() => Assert.Null(new Scenario().Start().Engine.View.Looks.Staleness(At(1000), TimeSpan.FromSeconds(30)));

    [Theory]
    [InlineData(90, null)]
    [InlineData(91, "the last complete list from Vast came 91 s ago")]
    public void Looks_OlderThanThreeIntervals_AreStale(double at, string? words) => Assert.Equal(words, Staleness(at));

    [Fact]
    public void List_UnderWayFromEarlyOn_IsWaitedFor()
    {
        one.At(30);

        Assert.True(one.IsListing);
        Assert.Null(Staleness(1000));
    }

    [Fact]
    public void List_ThatFails_SaysWhy_UntilOneIsComplete()
    {
        one.At(30).ListEnds(new Outcome<InstanceListing>.Unknown("HTTP 502"));
        Assert.Equal("the last complete list from Vast came 100 s ago: HTTP 502", Staleness(100));

        one.At(100).Listed();
        Assert.Null(Staleness(190));
    }

    private string? Staleness(double at) => one.Engine.View.Looks.Staleness(At(at), one.Settings.PollingInterval);
}
