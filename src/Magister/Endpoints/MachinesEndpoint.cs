using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Magister.Access;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary>
/// <c>GET /machines</c>: what is known about machines and hosts. <c>POST /machines/{id}</c> and <c>/hosts/{id}</c>: an operator's judgement on one.
/// </summary>
internal static class MachinesEndpoint
{
    public static void MapMachines(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/machines", (FleetSnapshot snapshot, SteadyClock clock) =>
                Results.Json(MachinesResponse.Create(snapshot.Current.State, clock.Now), MachinesJson.Default.MachinesResponse))
            .For(Audience.Operators).Told<MachinesResponse>("What is known of machines and hosts; what is older counts less");
        routes.MapJudgement("/machines/{id}", isHost: false, "Never rent from a machine, rent from it first, or neither");
        routes.MapJudgement("/hosts/{id}", isHost: true, "Never rent from a host, rent from it first, or neither");
    }

    private static void MapJudgement(this IEndpointRouteBuilder routes, string path, bool isHost, string what) =>
        routes.MapPost(path, (string id, HttpRequest request, Mailbox mailbox, SteadyClock clock, CredentialsOfRequests visitors, CancellationToken cancellation) =>
                JudgeAsync(id, isHost, request, mailbox, clock, visitors, cancellation))
            .Takes<JudgementRequest>().For(Audience.Operators).Told<MachineRow>(what).OrProblem(400, 413, 415, 503);

    private static async Task<IResult> JudgeAsync(string text, bool isHost, HttpRequest request, Mailbox mailbox, SteadyClock clock, CredentialsOfRequests visitors, CancellationToken cancellation)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Bad($"\"{GivenText.Shortened(text)}\" is not an id; it must be a whole number");
        var (wish, refusal) = await JsonBody.ReadAsync(request, MachinesJson.Default.JudgementRequest, cancellation);
        if (refusal is not null) return refusal;
        if (wish is not { Judgement: { } word } || !Enum.TryParse<Judgement>(word, ignoreCase: true, out var judgement) || !Enum.IsDefined(judgement))
        {
            return Bad("the body must be a JSON object with judgement (barred, preferred or cleared) and, optionally, a reason");
        }

        return await mailbox.AskAsync(new EngineInput.JudgementReceived(id, isHost, judgement, wish.Reason) { By = visitors.NameOf(request.HttpContext) }, cancellation) switch
        {
            CallerReply.Steered(var view) => Results.Json(MachineRow.Create(view.State, id, isHost, CostTime.DayOf(clock.Now)), MachinesJson.Default.MachineRow),
            CallerReply.SteeringRefused refused => Bad(refused.Reason),
            _ => NotRecordedProblem.Problem,
        };
    }

    private static IResult Bad(string words) => Problems.Create(StatusCodes.Status400BadRequest, "The machine or host cannot be judged", words);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MachinesResponse))]
[JsonSerializable(typeof(JudgementRequest))]
internal sealed partial class MachinesJson : JsonSerializerContext;

/// <summary>The body of <c>POST /machines/{id}</c> and <c>/hosts/{id}</c>.</summary>
/// <param name="Judgement"><c>barred</c>, <c>preferred</c> or <c>cleared</c>.</param>
internal sealed record JudgementRequest(string? Judgement, string? Reason = null);

/// <summary>The answer to <c>GET /machines</c>. Counts halve every two weeks, and so are not whole numbers.</summary>
/// <param name="Hosts">Each for all of its machines together.</param>
internal sealed record MachinesResponse(
    DateTimeOffset Now, [property: JsonRequired] ImmutableArray<MachineRow> Hosts, [property: JsonRequired] ImmutableArray<MachineRow> Machines)
{
    public static MachinesResponse Create(FleetState fleet, DateTimeOffset now)
    {
        var (machines, judged, day) = (fleet.MachineBook.Machines, fleet.Judgements.Keys.ToLookup(key => key.IsHost, key => key.Id), CostTime.DayOf(now));
        return new MachinesResponse(
            now,
            [.. machines.Values.Select(machine => machine.HostId).OfType<long>().Concat(judged[true]).Distinct().Order().Select(id => MachineRow.Create(fleet, id, isHost: true, day))],
            [.. machines.Keys.Concat(judged[false]).Distinct().Order().Select(id => MachineRow.Create(fleet, id, isHost: false, day))]);
    }
}

/// <summary>What is known about a machine, or about all of a host's machines.</summary>
/// <param name="Id">Vast's id of the machine, or of the host.</param>
/// <param name="HostId">A machine's host, if known.</param>
/// <param name="Rents">How many rents Vast accepted.</param>
/// <param name="Worked">How many of them came to work.</param>
/// <param name="Failed">How many failed before they worked.</param>
/// <param name="Lost">How many of those that worked ended through a fault of their own, including drops.</param>
/// <param name="Drops">How many were dropped.</param>
/// <param name="MeanLoadSecs">From a rent until it ran: Vast showed it running, or its Contemplant called. Null if none did.</param>
/// <param name="MeanBootSecs">From a rent until it worked; null if none came to work.</param>
/// <param name="HoursWorked">The total of all of them.</param>
/// <param name="CostUsd">The total of all of them, by Magister's own count.</param>
/// <param name="Proofs">The proofs that all of them completed, as far as Hierophant's lists were read (<c>hierophant_watch_secs</c>).</param>
/// <param name="Judgement">An operator's judgement, <c>barred</c> or <c>preferred</c>; null if there is none.</param>
/// <param name="Reason">The operator's reason for it.</param>
/// <param name="JudgedAt">When.</param>
internal sealed record MachineRow(
    [property: JsonRequired] long Id, long? HostId, double Rents, double Worked, double Failed, double Lost, double Drops, double? MeanLoadSecs, double? MeanBootSecs, double HoursWorked, double CostUsd, double Proofs,
    string? Judgement, string? Reason, DateTimeOffset? JudgedAt)
{
    public static MachineRow Create(FleetState fleet, long id, bool isHost, DateOnly day)
    {
        var (figures, word) = (isHost ? fleet.MachineBook.OfHost(id, day) : fleet.MachineBook.Of(id, day), fleet.Judgements.GetValueOrDefault((isHost, id)));
        return new MachineRow(
            id, isHost ? null : fleet.MachineBook.Machines.GetValueOrDefault(id)?.HostId,
            Rounded(figures.Rents), Rounded(figures.Worked), Rounded(figures.Failed), Rounded(figures.Lost), Rounded(figures.Drops),
            Seconds(figures.MeanLoadSecs), Seconds(figures.MeanBootSecs), Rounded(figures.Hours), Rounded(figures.Usd), Rounded(figures.Proofs),
            word?.Judgement.ToString().ToLowerInvariant(), word?.Reason, word?.At);
    }

    private static double? Seconds(double? seconds) => seconds is { } known ? Math.Round(known, 1) : null;

    private static double Rounded(decimal number) => Math.Round((double)number, 4);
}
