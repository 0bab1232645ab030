using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>Collects what a step of the engine returns, and applies its facts to the fleet.</summary>
internal sealed class StepBuilder(FleetState state)
{
    private readonly List<Recorded> facts = [];
    private readonly List<EngineCall> calls = [];
    private readonly List<Notice> notices = [];
    private DateTimeOffset? wakeAt;

    /// <summary>The fleet with every fact so far.</summary>
    public FleetState State { get; private set; } = state;

    /// <summary>Why the program must end; null if it need not.</summary>
    public FatalReason? Fatal { get; private set; }

    public void Record(Fact? fact, DateTimeOffset now)
    {
        if (fact is null) return;
        var recorded = new Recorded(State.LastSequence + 1, now, fact);
        State = State.Apply(recorded);
        facts.Add(recorded);
    }

    public void Record(IEnumerable<Fact> several, DateTimeOffset now)
    {
        foreach (var fact in several) Record(fact, now);
    }

    public void Call(EngineCall call) => calls.Add(call);

    /// <summary>Takes back every call to which there is an objection.</summary>
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

    /// <summary>Whether it is due now; if not, it is checked again in time.</summary>
    public bool IsDue(Due due)
    {
        WakeAt(due.LookAgainAt);
        return due.IsNow;
    }

    public EngineStep Flush(bool isStopping)
    {
        // Calls cut short at shutdown fail; nobody needs to hear of that.
        if (isStopping) notices.Clear();
        var step = new EngineStep { Facts = [.. facts], Calls = [.. calls], Notices = [.. notices], FatalReason = Fatal, WakeAt = wakeAt };
        facts.Clear();
        calls.Clear();
        notices.Clear();
        wakeAt = null;
        return step;
    }
}
