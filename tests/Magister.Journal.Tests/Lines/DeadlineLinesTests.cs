using System.Text;
using Magister.Fleet;
using Magister.Journal.Lines;

namespace Magister.Journal.Tests.Lines;

/// <summary>Journals from when deadlines were kept in them: here with a verification timeout of 240 s.</summary>
public sealed class DeadlineLinesTests
{
    private const string Recorded = """
        {"journal":"magister","version":1,"sequence":0,"kept":0,"crc":"0c5a8527"}
        {"seq":1,"at":"2026-11-20T08:00:00.1234567Z","fact":{"kind":"Started","numberInstances":4},"crc":"27715cd1"}
        {"seq":2,"at":"2026-11-20T08:00:01.7654321Z","fact":{"kind":"Adopted","instanceId":30,"offerId":3,"offer":{"id":3,"dphTotal":0.31},"startedAt":"2026-11-20T07:58:59.4444999Z","verifyBy":"2026-11-20T08:02:59.4444999Z"},"crc":"0530c290"}
        {"seq":3,"at":"2026-11-20T08:00:01.7654321Z","fact":{"kind":"Adopted","instanceId":40,"offerId":4,"offer":{"id":4},"startedAt":"2026-11-20T07:00:00Z"},"crc":"bd71c41e"}
        {"seq":4,"at":"2026-11-20T08:00:10.0000123Z","fact":{"kind":"RentIntended","offer":{"id":1,"dphTotal":0.3}},"crc":"498721b2"}
        {"seq":5,"at":"2026-11-20T08:00:12.3456789Z","fact":{"kind":"RentAccepted","offerId":1,"instanceId":10,"verifyBy":"2026-11-20T08:04:12.3456789Z","foundInList":false},"crc":"25b39709"}
        {"seq":6,"at":"2026-11-20T08:00:14.0000456Z","fact":{"kind":"RentIntended","offer":{"id":2}},"crc":"1f4ac91e"}
        {"seq":7,"at":"2026-11-20T08:00:44.1111111Z","fact":{"kind":"RentUncertain","offerId":2,"reason":"no answer came within 30 s"},"crc":"53a839e6"}
        {"seq":8,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"RentAccepted","offerId":2,"instanceId":20,"verifyBy":"2026-11-20T08:04:44.1111111Z","foundInList":true},"crc":"dad2f66c"}

        """;

    private const string Compacted = """
        {"journal":"magister","version":1,"sequence":3,"at":"2026-11-20T08:01:16.2222222Z","kept":5,"crc":"83bc9ab5"}
        {"seq":4,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"BeginningKept","beginning":{"hasRented":true,"adoptedAt":"2026-11-20T08:00:01.7654321Z"}},"crc":"a8af5fa4"}
        {"seq":5,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"LeaseKept","lease":{"instanceId":10,"offerId":1,"offer":{"id":1,"dphTotal":0.3},"knownSince":"2026-11-20T08:00:12.3456789Z","startedAt":"2026-11-20T08:00:10.0000123Z","verifyBy":"2026-11-20T08:04:12.3456789Z"}},"crc":"8bb7cc10"}
        {"seq":6,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"LeaseKept","lease":{"instanceId":20,"offerId":2,"offer":{"id":2},"knownSince":"2026-11-20T08:01:16.2222222Z","startedAt":"2026-11-20T08:00:14.0000456Z","verifyBy":"2026-11-20T08:04:44.1111111Z"}},"crc":"489d92a4"}
        {"seq":7,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"LeaseKept","lease":{"instanceId":30,"offerId":3,"offer":{"id":3,"dphTotal":0.31},"knownSince":"2026-11-20T08:00:01.7654321Z","startedAt":"2026-11-20T07:58:59.4444999Z","verifyBy":"2026-11-20T08:02:59.4444999Z"}},"crc":"fe948a72"}
        {"seq":8,"at":"2026-11-20T08:01:16.2222222Z","fact":{"kind":"LeaseKept","lease":{"instanceId":40,"offerId":4,"offer":{"id":4},"knownSince":"2026-11-20T08:00:01.7654321Z","startedAt":"2026-11-20T07:00:00Z","verifiedAt":"2026-11-20T08:00:01.7654321Z"}},"crc":"a137e342"}

        """;

    [Theory]
    [InlineData(Recorded)]
    [InlineData(Compacted)]
    public void Deadline_OfARentAndOfAnAdoption_IsTheOneThatWasWritten(string journal)
    {
        var leases = Replayed(journal).Leases;

        Assert.Equal(At("08:04:12.3456789"), leases[10].WaitingSince + TimeSpan.FromSeconds(240));
        Assert.Equal(At("08:02:59.4444999"), leases[30].WaitingSince + TimeSpan.FromSeconds(240));
        Assert.Equal((null, At("08:00:01.7654321")), (leases[40].WaitingSince + TimeSpan.FromSeconds(240), leases[40].VerifiedAt));
        Assert.All([leases[10], leases[20], leases[30]], lease => Assert.Null(lease.VerifiedAt));
    }

    [Fact]
    public void Deadline_OfARentFoundByListing_IsTheOneThatWasWritten_OrOnceCompactedRunsFromWhenItWasFound()
    {
        Assert.Equal(At("08:04:44.1111111"), Replayed(Recorded).Leases[20].WaitingSince + TimeSpan.FromSeconds(240));
        Assert.Equal(At("08:05:16.2222222"), Replayed(Compacted).Leases[20].WaitingSince + TimeSpan.FromSeconds(240));
    }

    [Theory]
    [InlineData(Recorded)]
    [InlineData(Compacted)]
    public void Deadline_WithAnotherSettingThanThen_IsCountedFromTheSameMoment(string journal) =>
        Assert.Equal(At("08:01:12.3456789"), Replayed(journal).Leases[10].WaitingSince + TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(Recorded)]
    [InlineData(Compacted)]
    public void Journal_WrittenAnew_HasNoDeadlineAndFoldsToTheSame(string journal)
    {
        var (state, lines) = (Replayed(journal), new LineWriter());
        lines.Snapshot(state);
        var text = Encoding.UTF8.GetString(lines.Written);

        Assert.DoesNotContain("verifyBy", text, StringComparison.Ordinal);
        Assert.Equal(state.Leases, Replayed(text).Leases);
    }

    [Theory]
    [InlineData("""{"kind":"SeenAgain","instanceId":7,"verifyBy":"2026-11-20T08:04:44Z"}""")]
    [InlineData("""{"kind":"RentAccepted","offerId":1,"instanceId":10,"verifyBy":"2026-11-20T08:04:44Z","verifyBy":"2026-11-20T08:04:45Z","foundInList":false}""")]
    [InlineData("""{"kind":"LeaseKept","lease":{"instanceId":10,"offerId":1,"offer":{"id":1},"knownSince":"2026-11-20T08:00:12Z","startedAt":"yesterday","verifyBy":"2026-11-20T08:04:12Z"}}""")]
    [InlineData("""{"kind":"LeaseKept","lease":{"verifyBy":7}}""")]
    [InlineData("""{"kind":7,"verifyBy":"2026-11-20T08:04:44Z"}""")]
    public void Deadline_WhereNoneWasEverWritten_IsRefused(string fact) => Assert.Equal(
        (null, "it is not a fact"), LineReader.Fact(Encoding.UTF8.GetBytes($$"""{"seq":1,"at":"2026-11-20T08:00:00Z","fact":{{fact}}}"""), 1));

    private static FleetState Replayed(string journal) => Assert.IsType<ReplayResult.Whole>(Replay.Read(Encoding.UTF8.GetBytes(journal))).State;

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-20T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
}
