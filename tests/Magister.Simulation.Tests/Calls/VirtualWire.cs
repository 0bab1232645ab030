using System.Globalization;
using System.Text;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Vast.Calls;
using Magister.Vast.Wire;
using ClientRequest = Magister.Vast.Wire.VastRequest;
using MarketRequest = Magister.Simulator.Http.VastRequest;

namespace Magister.Simulation.Tests.Calls;

/// <summary>
/// The way from a client to Vast and back. What has left goes its way whatever becomes of the client; only the answer then reaches nobody.
/// </summary>
internal sealed class VirtualWire(World world, Random random)
{
    private readonly Dictionary<string, MarketRequest> questions = new(StringComparer.Ordinal);
    private readonly ForeignText text = new(Addresses.ApiKey);

    /// <param name="sending">Who asks what.</param>
    /// <param name="request">The client's own request.</param>
    /// <param name="leaving">Called when the connection is open.</param>
    /// <param name="ended">Called once.</param>
    public void Send(Sending sending, ClientRequest request, Action leaving, Action<Exchange> ended)
    {
        var network = world.Network;
        var trip = new Trip(sending, ended);
        var limit = world.Plan.Vast.HttpTimeout;
        world.Time.After(limit, () => trip.End(new Exchange.Failed(FormattableString.Invariant($"no whole answer within {limit.TotalSeconds} s"), MayPass: true)));
        var (connect, outward) = (network.Connect.Draw(random), network.Outward.Draw(random));
        world.Time.After(connect, () =>
        {
            if (random.Hits(network.Broken))
            {
                Break(trip, "no route to host");
                return;
            }

            leaving();
            if (random.Hits(network.Lost)) Lose(trip);
            else world.Time.After(outward, () => Arrive(trip, request));
        });
    }

    private void Break(Trip trip, string why)
    {
        trip.Sending.IsOver = true;
        world.Tally.Count("network", why);
        trip.End(new Exchange.Failed($"the connection failed: {why}", MayPass: true));
    }

    private void Lose(Trip trip)
    {
        trip.Sending.IsOver = true;
        world.Tally.Count("network", "request lost");
    }

    private void Arrive(Trip trip, ClientRequest request)
    {
        var admission = world.Desk.Admit(Read(request));
        world.Books.Arrived(trip.Sending, admission.Call.Ordinal);
        world.Log.Say($"Vast: {request.Method} {trip.Sending.Endpoint} {trip.Sending.TargetId} of life {trip.Sending.Life} arrives{(admission.Fault is { } fault ? $", {fault.Kind} {fault.Moment} strikes" : "")}");
        world.Rules.Arrived(trip.Sending);
        if (admission.RefusedAs is "limited") world.Rules.Limited(trip.Sending);
        world.Time.After(admission.Delay, () =>
        {
            var reply = world.Desk.Complete(admission);
            trip.Sending.IsOver = true;
            if (trip.Sending.Endpoint is VastEndpoint.List) trip.Sending.Total = TotalOf(reply.Body);
            if (reply.Call is { Outcome: var outcome, TookEffect: var tookEffect }) Note(trip.Sending, admission, outcome, tookEffect);
            world.Time.After(reply.Delay, () => Answer(trip, reply));
        });
    }

    private static int? TotalOf(string body)
    {
        const string Name = "\"total_instances\":";
        var at = body.IndexOf(Name, StringComparison.Ordinal);
        if (at < 0) return null;
        var digits = body.AsSpan(at + Name.Length);
        return int.Parse(digits[..digits.IndexOfAnyExceptInRange('0', '9')], CultureInfo.InvariantCulture);
    }

    private void Note(Sending sending, Admission admission, string outcome, bool tookEffect)
    {
        if (admission.Fault is { } fault)
        {
            world.Tally.Count("fault", fault.Kind.ToString());
            sending.WasLiedTo |= fault.Kind is FaultKind.EmptyList && sending.Endpoint is VastEndpoint.List;
            sending.WasCutShort |= fault.Kind is FaultKind.ShortPage;
        }
        else if (admission.Refusal is not null)
        {
            world.Tally.Count("refusal", outcome);
        }

        world.Log.Say($"Vast: {sending.Endpoint} {sending.TargetId} of life {sending.Life}: {outcome}{(tookEffect ? "" : ", without effect")}");
    }

    private void Answer(Trip trip, VastReply reply)
    {
        world.Desk.Close(reply);
        if (random.Hits(world.Network.Lost))
        {
            world.Tally.Count("network", "answer lost");
            return;
        }

        var back = world.Network.Back.Draw(random);
        switch (reply)
        {
            case { Delivery: ReplyDelivery.Hang }:
                break;
            case { Status: { } status }:
                world.Time.After(back, () => trip.End(new Exchange.Answered(Vast.Wire.Answer.Read(status, Encoding.UTF8.GetBytes(BodyOf(reply)), text))));
                break;
            default:
                world.Time.After(back, () => trip.End(new Exchange.Failed("the connection failed: it was reset", MayPass: true)));
                break;
        }
    }

    private string BodyOf(VastReply reply) => world.Plan.QuotesSecrets
        ? reply.Body.Replace("please try again later", $"please try again later with {Addresses.ApiKey}", StringComparison.Ordinal)
            .Replace("Invalid user key", $"Invalid user key {Addresses.ApiKey}", StringComparison.Ordinal)
        : reply.Body;

    // The same questions are asked all day long; reading one takes longer than answering it.
    private MarketRequest Read(ClientRequest request)
    {
        if (request.Body.Length > 0) return Read(request, Encoding.UTF8.GetString(request.Body));
        var name = $"{request.Method} {request.Address}";
        if (!questions.TryGetValue(name, out var read)) questions[name] = read = Read(request, "");
        return read;
    }

    private static MarketRequest Read(ClientRequest request, string body) =>
        VastPaths.Read(request.Method.Method, $"/{request.Address}", Addresses.ApiKey, body)
        ?? throw new InvalidOperationException($"Vast has no {request.Method} {request.Address}.");

    private sealed class Trip(Sending sending, Action<Exchange> ended)
    {
        private bool isOver;

        public Sending Sending => sending;

        public void End(Exchange exchange)
        {
            if (isOver) return;
            isOver = true;
            ended(exchange);
        }
    }
}
