using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Journal.Shared;

namespace Magister.Running.Sharing;

/// <summary>
/// The callers of a Magister that does not lead. What they said is in the database before they are answered, and the leader takes it from
/// there; a caller who could only be answered with a guess waits for the leader's answer. While the database is away, a caller who would not
/// repeat the call is answered once the word is on this disk. Only for the loop.
/// </summary>
internal sealed class Inbox(KeptWords kept, TimeProvider time)
{
    /// <summary>How long a caller waits for the database, and for a leader.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long pulses without news are collected.</summary>
    private static readonly TimeSpan HeardEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<long, Caller> asked = [];
    private readonly HashSet<long> heard = [];
    private List<Caller> unsaid = [];
    private long heardSince;

    /// <summary>Whether a caller waits for the leader's answer.</summary>
    public bool IsAwaited => asked.Count > 0;

    /// <summary>Takes the callers whose words are not in the database yet.</summary>
    public IEnumerable<Letter> TakeUnsaid() => TakeCallers().Select(caller => new Letter(caller.Input, caller.Reply) { AskedAt = caller.Since });

    public void Take(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            if (letter.Input is EngineInput.FromCaller input) unsaid.Add(new Caller(input, letter.Reply, letter.AskedAt ?? time.GetTimestamp()));
            else letter.Reply?.Invoke(null);
        }
    }

    /// <summary>Puts the callers' words into the database, and answers those callers who need not wait for the leader.</summary>
    /// <param name="fleet">The fleet as far as it is known here.</param>
    public void Send(IFleetDatabase database, FleetState fleet)
    {
        unsaid = [.. unsaid.Where(caller => !IsNoNews(caller, fleet))];
        ImmutableArray<string> gathered = heard.Count > 0 && time.GetElapsedTime(heardSince) >= HeardEvery ? [Words.Write(new EngineInput.PulsesHeard([.. heard]))] : [];
        if (unsaid.Count + gathered.Length == 0) return;
        var ids = database.Put([.. unsaid.Select(caller => Words.Write(caller.Input)), .. gathered]);
        if (!gathered.IsEmpty) heard.Clear();
        foreach (var (caller, id) in TakeCallers().Zip(ids))
        {
            if (AnswerOf(caller.Input, fleet) is { } reply) caller.Reply?.Invoke(reply);
            else asked[id] = caller;
        }
    }

    /// <summary>Puts the words into the database that were kept while it was away.</summary>
    public void Deliver(IFleetDatabase database)
    {
        if (kept.All.Count == 0) return;
        database.Put(kept.All);
        kept.Clear();
    }

    /// <summary>The database is away: keeps the words here that callers would not repeat.</summary>
    /// <param name="fleet">The fleet as far as it is known here.</param>
    public void Keep(FleetState fleet)
    {
        Caller[] once = [.. unsaid.Where(caller => caller.Input is EngineInput.VerifyReceived or EngineInput.DropReceived)];
        if (once.Length == 0 || !kept.TryKeep([.. once.Select(caller => Words.Write(caller.Input))])) return;
        foreach (var caller in once) caller.Reply?.Invoke(AnswerOf(caller.Input, fleet) ?? new CallerReply.DropAccepted(((EngineInput.DropReceived)caller.Input).OfferId, null));
        unsaid = [.. unsaid.Except(once)];
    }

    /// <summary>The leader's answers so far.</summary>
    public ImmutableArray<WordAnswer> Answers(IFleetDatabase database) => asked.Count == 0 ? [] : database.Answers([.. asked.Keys]);

    /// <summary>Answers the caller, if it still waits.</summary>
    public void Reply(long id, CallerReply? reply)
    {
        if (asked.Remove(id, out var caller)) caller.Reply?.Invoke(reply);
    }

    /// <summary>Refuses those who have waited too long.</summary>
    public void Expire() => SendAway(caller => time.GetElapsedTime(caller.Since) >= Patience);

    /// <summary>Refuses everyone.</summary>
    public void SendAway() => SendAway(_ => true);

    private void SendAway(Predicate<Caller> isMeant)
    {
        foreach (var caller in unsaid.FindAll(isMeant)) caller.Reply?.Invoke(null);
        unsaid.RemoveAll(isMeant);
        foreach (var (id, _) in asked.Where(one => isMeant(one.Value)).ToArray()) Reply(id, null);
    }

    private List<Caller> TakeCallers()
    {
        var taken = unsaid;
        unsaid = [];
        return taken;
    }

    // A pulse promises nothing: what is already known may be passed on a moment later, together with others.
    private bool IsNoNews(Caller caller, FleetState fleet)
    {
        if (caller.Input is not EngineInput.PulseReceived pulse || fleet.LivingOf(pulse.OfferId) is not { VerifiedAt: not null } lease || Work.IsNews(lease.Work, pulse.State)) return false;
        if (heard.Count == 0) heardSince = time.GetTimestamp();
        heard.Add(pulse.OfferId);
        caller.Reply?.Invoke(new CallerReply.PulseAccepted());
        return true;
    }

    // The answer that the leader will give whatever else it knows; null if that cannot be predicted.
    private static CallerReply? AnswerOf(EngineInput.FromCaller input, FleetState fleet) => input switch
    {
        EngineInput.VerifyReceived verify => new CallerReply.VerifyAccepted(fleet.LivingOf(verify.OfferId) is not null || fleet.Rents.ContainsKey(verify.OfferId)),
        EngineInput.PulseReceived pulse when fleet.LivingOf(pulse.OfferId) is not null => new CallerReply.PulseAccepted(),
        EngineInput.DropReceived drop when fleet.LivingOf(drop.OfferId) is { } lease => new CallerReply.DropAccepted(drop.OfferId, lease.InstanceId),
        _ => null,
    };

    private sealed record Caller(EngineInput.FromCaller Input, Action<CallerReply?>? Reply, long Since);
}
