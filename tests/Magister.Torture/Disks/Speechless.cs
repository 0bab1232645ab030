using System.Diagnostics;
using System.Net;
using Magister.Torture.Journal;
using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>
/// A Magister that cannot write its journal: it says so, answers what needs no record, refuses what does, and makes no call that it has not
/// recorded.
/// </summary>
internal sealed class Speechless(Trial trial, MagisterRun magister, string reason)
{
    private const long UnknownOffer = 900_000_000;
    private static readonly TimeSpan UntilNoticed = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UntilWell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<Violation> violations = [];
    private DateTimeOffset since;

    public IReadOnlyList<Violation> Violations => violations;

    /// <summary>Gives it something to write until it notices that it cannot: the rest of its file's last page holds a few facts.</summary>
    public async Task NoticeAsync()
    {
        var offer = UnknownOffer;
        var noticed = await Waiting.UntilAsync(
            async () =>
            {
                await magister.VerifyAsync(offer++);
                return await magister.ReadinessAsync() is { Status: HttpStatusCode.ServiceUnavailable } reply && reply.Body.Contains(reason, StringComparison.Ordinal);
            },
            UntilNoticed);
        since = DateTimeOffset.UtcNow;
        if (noticed is null) Blame($"/readyz does not say \"{reason}\" within {UntilNoticed.TotalSeconds:0} s");
        if (!magister.Process.Output.Contains(reason, StringComparison.Ordinal)) Blame($"the log does not say \"{reason}\"");
    }

    /// <summary>Deletes an instance and sends every kind of request for a while.</summary>
    public async Task BearAsync(TimeSpan time)
    {
        var victims = (await trial.Vast.PresentAsync()).Ours.Take(2).ToList();
        await trial.Vast.TouchAsync(victims[0].InstanceId, new { delete = true });
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            Expect(HttpStatusCode.OK, await magister.SummaryAsync(), "/summary");
            Expect(HttpStatusCode.ServiceUnavailable, await magister.ReadinessAsync(), "/readyz");
            Expect(HttpStatusCode.ServiceUnavailable, await magister.VerifyAsync(UnknownOffer), "/verify");
            Expect(HttpStatusCode.ServiceUnavailable, await magister.DropAsync(victims[1].OfferId ?? 0, "torture"), "/drop");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Reads the journal once nothing more can be written, and looks for calls that it does not announce.</summary>
    public async Task CompareAsync()
    {
        var facts = trial.ReadJournal();
        var history = await trial.Vast.HistoryAsync();
        foreach (var call in history.Calls.Latest.Where(call => call.ArrivedAt >= since && call.Endpoint is "create" or "destroy"))
        {
            if (facts.Any(fact => Announces(fact, call))) continue;
            Blame($"{call.Endpoint} of {call.TargetId} was sent at {call.ArrivedAt:HH:mm:ss.fff} without a record on disk");
        }
    }

    /// <summary>Once it can write again, it recovers by itself.</summary>
    public async Task RecoverAsync()
    {
        if (await Waiting.UntilAsync(magister.IsReadyAsync, UntilWell) is null) Blame($"/readyz is not 200 within {UntilWell.TotalSeconds:0} s of the end of it");
    }

    private static bool Announces(JournalFact fact, Market.MarketCall call) => call.Endpoint == "create"
        ? fact.Kind == "RentIntended" && fact.OfferId == call.TargetId
        : fact.Kind == "DestroyIntended" && fact.InstanceId == call.TargetId;

    private void Expect(HttpStatusCode wanted, Reply? reply, string call)
    {
        if (reply?.Status != wanted) Blame($"{call} is answered with {(reply is null ? "nothing" : (int)reply.Status)}, not {(int)wanted}");
    }

    private void Blame(string what)
    {
        var sentence = $"With \"{reason}\": {what}.";
        if (violations.All(violation => violation.Sentence != sentence)) violations.Add(new Violation(Offence.Otherwise, sentence));
    }
}
