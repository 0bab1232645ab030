using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Simulation.Tests.Calls;
using Magister.Simulation.Tests.Worlds;
using Magister.Vast;
using Magister.Vast.Calls;
using Magister.Vast.Conversations;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Makes the calls that the engine asks for and posts how each ended, as <c>Executor</c> does with tasks.</summary>
internal sealed class Executing(World world, Life life, Random random)
{
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private readonly VirtualClient client = new(world, life, random);
    private readonly OfferReader offers = new(NullLogger<VastClient>.Instance);
    private readonly InstanceReader instances = new(new ForeignText(Addresses.ApiKey));
    private readonly List<OngoingCall> ongoing = [];
    private Action? drained;

    public void Start(EngineCall call)
    {
        if (drained is not null) return;
        var state = new OngoingCall(call, world.Time.Now);
        ongoing.Add(state);
        world.Log.Say($"life {life.Number} wants {call}");
        switch (call)
        {
            case EngineCall.Rent rent:
                Hold(state, new RentConversation(rent.Order), rent.Ended);
                break;
            case EngineCall.Destroy destroy:
                Hold(state, new DestroyConversation(destroy.InstanceId), destroy.Ended);
                break;
            case EngineCall.Show show:
                Hold(state, new ShowConversation(show.InstanceId, instances), show.Ended);
                break;
            case EngineCall.Search search:
                Hold(state, new SearchConversation(search.Query, offers), search.Ended);
                break;
            case EngineCall.Account account:
                Hold(state, new AccountConversation(), account.Ended);
                break;
            case EngineCall.List list:
                Hold(state, new ListConversation(FleetSettings.Label, instances), list.Ended);
                break;
            default:
                throw new InvalidOperationException($"A call of the kind {call.GetType().Name} cannot be made.");
        }
    }

    /// <summary>Ends what has not left at once, and the rest when its answer comes or the grace is over.</summary>
    public void Drain(Action whenDone)
    {
        drained = whenDone;
        foreach (var call in ongoing.Where(call => !call.IsSent).ToArray())
        {
            call.LeaveQueue();
            call.Break(new Exchange.NotSent());
        }

        if (ongoing.Count > 0) life.After(EndGrace, BreakOffTheRest);
        else EndDrain();
    }

    private void BreakOffTheRest()
    {
        foreach (var call in ongoing.ToArray()) call.Break(new Exchange.Failed("cancelled after it was sent", MayPass: false));
    }

    private void Hold<T>(OngoingCall call, Conversation<T> conversation, Func<Outcome<T>, EngineInput> toInput) =>
        client.Hold(call, conversation, outcome =>
        {
            if (call.IsOver) return;
            call.IsOver = true;
            ongoing.Remove(call);
            world.Tally.Count("outcome", $"{conversation.Endpoint} {outcome.GetType().Name}");
            world.Log.Say($"life {life.Number}: {conversation.Endpoint} ended as {Words(outcome)}");
            life.Post(new Letter(toInput(outcome), call));
            life.Pass(CrashMoment.AfterAnswer);
            if (drained is not null && ongoing.Count == 0) EndDrain();
        });

    private void EndDrain()
    {
        var done = drained!;
        drained = () => { };
        done();
    }

    private static string Words<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done { Value: long id } => $"done: {id}",
        Outcome<T>.Done => "done",
        Outcome<T>.Refused refused => $"refused ({refused.Kind}): {refused.Reason}",
        Outcome<T>.Limited limited => $"limited: {limited.Reason}",
        Outcome<T>.Unauthorised refused => $"unauthorised: {refused.Reason}",
        Outcome<T>.Unknown unknown => $"unknown: {unknown.Reason}",
        _ => "?",
    };
}
