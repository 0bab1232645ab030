using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>
/// The loop's logic without the loop: fed with inputs and the time at which they came, it hands back the facts to write and the calls
/// to make. Synchronous, with no thread, clock, randomness or I/O, so that a simulation can run it step by step.
/// </summary>
/// <remarks>
/// Only <see cref="FleetState"/> survives a restart. What is kept here beside it (which calls are under way, what the last search
/// brought, what is waited for) can be lost at any moment without harm.
/// </remarks>
public sealed partial class Engine(FleetSettings settings, FleetState state)
{
    /// <summary>How many rents, and how many destroys, are under way at most.</summary>
    public const int CallsAtOnceMost = 4;

    private readonly List<Recorded> facts = [];
    private readonly List<EngineCall> calls = [];
    private readonly List<Notice> notices = [];
    private DateTimeOffset startedAt;
    private bool stopping;
    private Verdict? verdict;

    /// <summary>The fleet with every fact handed out so far.</summary>
    public FleetState State { get; private set; } = state;

    /// <summary>What the endpoints show.</summary>
    public FleetView View => new(State, State.NumberWanted(settings), settings.NumberInstances, NotReadyReason, heldBack) { KeyRefusal = keyRefusal };

    private string? NotReadyReason => lookedAt is not null ? Alarm
        : listFailure is { } failure ? $"no complete list from Vast yet: {failure}"
        : "the first look at Vast is under way";

    /// <summary>Begins a run. Once, before anything else.</summary>
    public EngineStep Start(DateTimeOffset now)
    {
        startedAt = now;
        Record(new Started(settings.NumberInstances), now);
        return Flush();
    }

    /// <summary>From here on no new call is asked for; outcomes of those under way are still recorded.</summary>
    public void Stop() => stopping = true;

    /// <summary>Takes one input.</summary>
    public EngineStep Take(EngineInput input, DateTimeOffset now)
    {
        CallerReply? reply = null;
        switch (input)
        {
            case EngineInput.VerifyReceived verify: reply = Verify(verify.OfferId, now); break;
            case EngineInput.DropReceived drop: reply = Drop(drop, now); break;
            case EngineInput.InstanceDropReceived drop: reply = DropInstance(drop, now); break;
            case EngineInput.SteeringReceived wish: reply = Steer(wish, now); break;
            case EngineInput.CallSent sent: unsent.Remove(sent.Call); break;
            case EngineInput.RentEnded ended: RentEnded(ended, now); break;
            case EngineInput.DestroyEnded ended: DestroyEnded(ended, now); break;
            case EngineInput.ListEnded ended: ListEnded(ended, now); break;
            case EngineInput.SearchEnded ended: SearchEnded(ended.Outcome, now); break;
            case EngineInput.ShowEnded ended: ShowEnded(ended, now); break;
            case EngineInput.AccountEnded ended: AccountEnded(ended.Outcome, now); break;
            default: throw new InvalidOperationException($"An input of the kind {input.GetType().Name} is not handled.");
        }

        NoteKey(input);
        return Flush() with { Reply = reply };
    }

    private void Record(Fact fact, DateTimeOffset now)
    {
        var recorded = new Recorded(State.LastSequence + 1, now, fact);
        var before = State.Leases.Count;
        State = State.Apply(recorded);
        if (State.Leases.Count < before) rentedInFront = 0;
        facts.Add(recorded);
    }

    private EngineStep Flush()
    {
        // What is broken off at the end fails; nobody needs to hear of it.
        if (stopping) notices.Clear();
        var step = new EngineStep { Facts = [.. facts], Calls = [.. calls], Notices = [.. notices], Verdict = verdict };
        facts.Clear();
        calls.Clear();
        notices.Clear();
        return step;
    }
}
