using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using Magister.Vast;
using Magister.Vast.Calls;
using Magister.Vast.Conversations;
using Magister.Vast.Pacing;
using Magister.Vast.Retrying;

namespace Magister.Simulation.Tests.Calls;

/// <summary>
/// Holds the client's own conversations in virtual time: waits for turns, sends, repeats questions and learns the pace as <c>VastClient</c>,
/// <c>SafeCalls</c> and <c>Transport</c> do.
/// </summary>
internal sealed class VirtualClient(World world, Life life, Random random)
{
    private readonly Dictionary<Endpoint, VirtualGate> gates = Enum.GetValues<Endpoint>().ToDictionary(
        endpoint => endpoint,
        endpoint => new VirtualGate(world.Time, new EndpointPace { Gap = world.Plan.Vast.GapOf(endpoint), FirstBackoff = world.Plan.Vast.FirstBackoff }));

    public VirtualGate GateOf(Endpoint endpoint) => gates[endpoint];

    public void Hold<T>(OngoingCall call, Conversation<T> conversation, Action<Outcome<T>> ended)
    {
        call.Break = exchange => ended(conversation.Take(exchange)!);
        Try(call, conversation, 1, ended);
    }

    private void Try<T>(OngoingCall call, Conversation<T> conversation, int tries, Action<Outcome<T>> ended)
    {
        var gate = gates[conversation.Endpoint];
        call.LeaveQueue = gate.Enter(() => life.Run(() =>
        {
            if (call.IsOver) return;
            if (!conversation.OnlyAsks) life.Sent(call);
            life.Pass(CrashMoment.BeforeLeaving);
            var sending = SendingOf(call, conversation.Endpoint);
            world.Books.Left(sending);
            world.Rules.Left(sending);
            world.Wire.Send(sending, conversation.Next, gate.Left, exchange => life.Run(() => Take(call, conversation, tries, sending, exchange, ended)));
            if (!conversation.OnlyAsks) life.Pass(CrashMoment.AfterLeaving);
        }));
    }

    private void Take<T>(OngoingCall call, Conversation<T> conversation, int tries, Sending sending, Exchange exchange, Action<Outcome<T>> ended)
    {
        if (call.IsOver) return;
        life.Pass(CrashMoment.BeforeAnswer);
        call.Heard(sending);
        Learn(gates[conversation.Endpoint], exchange);
        if (conversation.OnlyAsks && SafeCalls.MayPass(exchange) && tries < SafeCalls.TriesMost)
        {
            life.After(RetryDelay(exchange, tries), () => Try(call, conversation, tries + 1, ended));
            return;
        }

        if (conversation.Take(exchange) is not { } outcome) Try(call, conversation, 1, ended);
        else ended(outcome);
    }

    private void Learn(VirtualGate gate, Exchange exchange)
    {
        if (exchange is not Exchange.Answered(var answer)) return;
        if (answer.IsLimit) gate.Limited(answer.Threshold, random.NextDouble());
        else if (answer.Status < 500) gate.Accepted();
    }

    private TimeSpan RetryDelay(Exchange exchange, int tries) => exchange is Exchange.Answered { Answer.IsLimit: true }
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Pow(2, tries - 1) * random.Between(0.5, 1.5));

    private int NumberOf(VastEndpoint endpoint, long? target) =>
        endpoint is VastEndpoint.Create ? world.Facts.NumberOfRent(target!.Value) : life.NumberInstances;

    private Sending SendingOf(OngoingCall call, Endpoint endpoint)
    {
        var (vast, target) = (call.Call, endpoint) switch
        {
            (EngineCall.Rent rent, _) => (VastEndpoint.Create, rent.Order.OfferId),
            (EngineCall.Destroy destroy, _) => (VastEndpoint.Destroy, destroy.InstanceId),
            (EngineCall.Show show, _) => (VastEndpoint.Show, show.InstanceId),
            (_, Endpoint.Search) => (VastEndpoint.Search, (long?)null),
            (_, Endpoint.List) => (VastEndpoint.List, null),
            _ => (VastEndpoint.User, null),
        };
        return new Sending(vast, target, life.Number, NumberOf(vast, target), world.Time.Now)
        {
            Directory = world.Lives.Directory,
            IntendedAt = world.Facts.IntendedAt(vast, target),
            MachineId = vast is VastEndpoint.Create ? world.Facts.MachineOfRent(target!.Value) : null,
        };
    }
}
