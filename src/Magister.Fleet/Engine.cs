using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

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
    private string? keyRefusal;

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
            case EngineInput.CallEnded ended: CallEnded(ended, now); break;
            default: throw new InvalidOperationException($"An input of the kind {input.GetType().Name} is not handled.");
        }

        return Flush() with { Reply = reply };
    }

    private void CallEnded(EngineInput.CallEnded ended, DateTimeOffset now)
    {
        switch (ended)
        {
            case EngineInput.CallEnded<long>(EngineCall.Rent rent, var outcome): RentEnded(rent, outcome, now); break;
            case EngineInput.CallEnded<DestroyConfirmation>(EngineCall.Destroy destroy, var outcome): DestroyEnded(destroy, outcome, now); break;
            case EngineInput.CallEnded<InstanceListing>(EngineCall.List list, var outcome): ListEnded(list.BegunAt, outcome, now); break;
            case EngineInput.CallEnded<ImmutableArray<Offer>>(EngineCall.Search, var outcome): SearchEnded(outcome, now); break;
            case EngineInput.CallEnded<ShownInstance>(EngineCall.Show show, var outcome): ShowEnded(show.InstanceId, outcome, now); break;
            case EngineInput.CallEnded<AccountStanding>(EngineCall.Account, var outcome): AccountEnded(outcome, now); break;
            default: throw new InvalidOperationException($"The end of a call of the kind {ended.GetType().Name} is not handled.");
        }

        keyRefusal = ended.KeyRefusalAfter(keyRefusal);
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
