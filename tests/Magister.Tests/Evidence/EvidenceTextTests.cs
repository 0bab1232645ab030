using Magister.Evidence;
using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Tests.Evidence;

public sealed class EvidenceTextTests
{
    private static readonly EngineCall.Logs Asked = new(70, "its Contemplant did not report");

    [Fact]
    public void Text_OfLogsThatWereNotAskedFor_BlamesNothingOnVast()
    {
        var text = TextOf(new Outcome<InstanceLogs>.Refused(RefusalKind.NotSent, "the journal cannot be written"));
        Assert.Contains("== The log of its host\n(not requested from Vast: the journal cannot be written)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("did not give", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfLogsThatVastDidNotGive_SaysWhy() =>
        Assert.Contains("== The log of its container\n(Vast did not give it: too many calls: in 4 s)\n", TextOf(new Outcome<InstanceLogs>.Limited("in 4 s")), StringComparison.Ordinal);

    private static string TextOf(Outcome<InstanceLogs> outcome) => EvidenceText.Create(Asked, outcome, null, null, DateTimeOffset.UnixEpoch).Text;
}
