using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using MarketRequest = Magister.Simulator.Http.VastRequest;

namespace Magister.Simulation.Tests.Calls;

/// <summary>
/// The way from a client to Vast and back. A request that has left arrives whatever becomes of the client; only its answer is then lost.
/// </summary>
internal sealed class VirtualWire(World world, Random random)
{
    // What libraries below a client have been seen to throw: broken compression, a socket that is gone, an unreadable header.
    private static readonly ImmutableArray<Func<Exception>> OddFailures =
    [
        () => new InvalidOperationException("Decoder ran into invalid data."),
        () => new NotSupportedException("The stream does not support it."),
        () => new ObjectDisposedException("System.Net.Sockets.NetworkStream"),
        () => new EndOfStreamException("Attempted to read past the end of the stream."),
        () => new FormatException("The format of value '' is invalid."),
        () => new System.Security.Authentication.AuthenticationException("The remote certificate is invalid."),
    ];

    private readonly Dictionary<string, MarketRequest> questions = new(StringComparer.Ordinal);

    /// <summary>Carries a request to Vast, and its outcome back.</summary>
    public void Send(Trip trip)
    {
        var network = world.Network;
        var (connect, outward) = (network.Connect.Draw(random), network.Outward.Draw(random));
        world.Time.After(connect, () =>
        {
            if (trip.IsGivenUp) trip.Sending.IsOver = true;
            else if (random.Hits(network.Broken)) Break(trip);
            else Leave(trip, network, outward);
        });
    }

    private void Break(Trip trip)
    {
        trip.Sending.IsOver = true;
        world.Tally.Count("network", "no route to host");
        trip.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "no route to host"));
    }

    // The body is written once the connection is open, and only then.
    private void Leave(Trip trip, NetworkPlan network, TimeSpan outward)
    {
        using var body = new MemoryStream();
        if (!trip.Request.Content!.CopyToAsync(body).IsCompletedSuccessfully) throw new InvalidOperationException("A body in memory is not written at once.");
        var asked = Read(trip.Request, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        trip.Leave();
        if (random.Hits(network.Lost)) Lose(trip);
        else world.Time.After(outward, () => Arrive(trip, asked));
    }

    private void Lose(Trip trip)
    {
        trip.Sending.IsOver = true;
        world.Tally.Count("network", "request lost");
    }

    private void Arrive(Trip trip, MarketRequest asked)
    {
        var admission = world.Desk.Admit(asked);
        world.Books.Arrived(trip.Sending, admission.Call.Ordinal);
        world.Log.Say($"Vast: {trip.Sending.Endpoint} {trip.Sending.TargetId} of life {trip.Sending.Life} arrives{(admission.Fault is { } fault ? $", {fault.Kind} {fault.Moment} strikes" : "")}");
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
        if (reply.Delivery is ReplyDelivery.Hang) return;
        if (random.Hits(world.Network.Odd))
        {
            world.Tally.Count("network", "an exception nobody thought of");
            world.Time.After(back, () => trip.Fail(random.Pick(OddFailures)()));
        }
        else if (reply.Status is { } status)
        {
            var response = ResponseOf(status, reply);
            world.Time.After(back, () => trip.Succeed(response));
        }
        else
        {
            world.Time.After(back, () => trip.Fail(new HttpRequestException("it was reset")));
        }
    }

    // As it comes from a connection: with Vast's current clock, and decompressed if it claims to be compressed.
    private HttpResponseMessage ResponseOf(int status, VastReply reply)
    {
        var body = Encoding.UTF8.GetBytes(BodyOf(reply));
        var isPacked = reply.Headers.GetValueOrDefault("Content-Encoding") is "gzip";
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = isPacked ? new StreamContent(new GZipStream(new MemoryStream(body), CompressionMode.Decompress)) : new ByteArrayContent(body),
        };
        response.Headers.TryAddWithoutValidation("Date", (world.Time.Now + world.Desk.Options.ClockSkew).ToString("R", CultureInfo.InvariantCulture));
        response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach (var (name, value) in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private string BodyOf(VastReply reply) => world.Plan.QuotesSecrets
        ? reply.Body.Replace("please try again later", $"please try again later with {Addresses.ApiKey}", StringComparison.Ordinal)
            .Replace("Invalid user key", $"Invalid user key {Addresses.ApiKey}", StringComparison.Ordinal)
        : reply.Body;

    // The same queries are sent all day long, and parsing one takes longer than answering it.
    public MarketRequest Read(HttpRequestMessage request, string body)
    {
        if (body.Length > 0) return ReadNew(request, body);
        var name = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        if (!questions.TryGetValue(name, out var read)) questions[name] = read = ReadNew(request, body);
        return read;
    }

    private static MarketRequest ReadNew(HttpRequestMessage request, string body) =>
        VastPaths.Read(request.Method.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.Parameter, body)
        ?? throw new InvalidOperationException($"Vast has no {request.Method} {request.RequestUri}.");
}
