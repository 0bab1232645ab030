using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>Gathers what a step of the engine hands back, and keeps the fleet in step with its facts.</summary>
/// <param name="leaseEnded">Told when an instance has ended.</param>
internal sealed class StepBuilder(FleetState state, Action leaseEnded)
{
    private readonly List<Recorded> facts = [];
    private readonly List<EngineCall> calls = [];
    private readonly List<Notice> notices = [];
    private DateTimeOffset? wakeAt;

    /// <summary>The fleet with every fact so far.</summary>
    public FleetState State { get; private set; } = state;

    /// <summary>Why the program is to end; null as long as it is not.</summary>
    public FatalReason? Fatal { get; private set; }

    public void Record(Fact? fact, DateTimeOffset now)
    {
        if (fact is null) return;
        var recorded = new Recorded(State.LastSequence + 1, now, fact);
        var before = State.Leases.Count;
        State = State.Apply(recorded);
        if (State.Leases.Count < before) leaseEnded();
        facts.Add(recorded);
    }

    public void Record(IEnumerable<Fact> several, DateTimeOffset now)
    {
        foreach (var fact in several) Record(fact, now);
    }

    public void Call(EngineCall call) => calls.Add(call);

    /// <summary>Takes back every call that there is an objection to.</summary>
    public (EngineCall Call, string Objection)[] TakeBack(Func<EngineCall, string?> objectionTo)
    {
        var back = (from call in calls let objection = objectionTo(call) where objection is not null select (call, objection)).ToArray();
        foreach (var (call, _) in back) calls.Remove(call);
        return back;
    }

    public void Notice(Notice? notice)
    {
        if (notice is not null) notices.Add(notice);
    }

    public void End(FatalReason reason) => Fatal = reason;

    public void WakeAt(DateTimeOffset? at) => wakeAt = Moments.Earlier(wakeAt, at);

    /// <summary>Whether it is due now; otherwise it is checked again in time.</summary>
    public bool IsDue(Due due)
    {
        WakeAt(due.LookAgainAt);
        return due.IsNow;
    }

    public EngineStep Flush(bool isStopping)
    {
        // What is broken off at the end fails; nobody needs to hear of it.
        if (isStopping) notices.Clear();
        var step = new EngineStep { Facts = [.. facts], Calls = [.. calls], Notices = [.. notices], FatalReason = Fatal, WakeAt = wakeAt };
        facts.Clear();
        calls.Clear();
        notices.Clear();
        wakeAt = null;
        return step;
    }
}
