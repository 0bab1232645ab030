using Magister.Running;

namespace Magister.Tests.Running;

public sealed class BuildVersionTests
{
    [Theory]
    [InlineData("1.2.3+934913b0", "2026-11-21", "1.2.3, commit 934913b0, built 2026-11-21")]
    [InlineData("1.2.3-rc.1+934913b0", "", "1.2.3-rc.1, commit 934913b0, built at an unknown date")]
    [InlineData("1.2.3", null, "1.2.3, commit unknown, built at an unknown date")]
    public void Tell_OfWhatTheBuildKnew_NamesWhatIsUnknown(string full, string? date, string words)
    {
        Assert.Equal(words, BuildVersion.Tell(full, date));
    }
}
