using System.Text.Json.Serialization;
using Magister.Access;
using Magister.History;

namespace Magister.Endpoints;

/// <summary><c>GET /history</c>: the last day, minute by minute, in columns as a chart wants them.</summary>
internal static class HistoryEndpoint
{
    public static void MapHistory(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/history", (FleetHistory history) => Results.Json(Columns(history.Minutes), HistoryJson.Default.HistoryResponse))
            .For(Audience.Readers).Told<HistoryResponse>("The last day minute by minute, for a chart");

    private static HistoryResponse Columns(FleetMinute[] minutes) => new(
        60,
        [.. minutes.Select(minute => minute.At.ToUnixTimeSeconds())],
        [.. minutes.Select(minute => minute.Wanted)],
        [.. minutes.Select(minute => minute.Alive)],
        [.. minutes.Select(minute => minute.Verified)],
        [.. minutes.Select(minute => minute.Renting)],
        [.. minutes.Select(minute => Math.Round(minute.CostPerHour, 6))]);
}

/// <summary>The shape of the answer, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HistoryResponse))]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>The answer to <c>GET /history</c>: columns of the same length, oldest first, at most 1,440 minutes.</summary>
/// <param name="StepSeconds">From one time to the next. Where Magister did not run, the fleet counts as it was left.</param>
/// <param name="Times">Ends of minutes, in seconds since 1970.</param>
/// <param name="Wanted">How many instances were wanted; null where nothing tells.</param>
/// <param name="Alive">Instances that were not about to be dropped.</param>
/// <param name="Verified">Those of them that were verified.</param>
/// <param name="Renting">Rents under way or uncertain.</param>
/// <param name="CostPerHour">USD, of all instances.</param>
internal sealed record HistoryResponse(
    int StepSeconds, long[] Times, int?[] Wanted, int[] Alive, int[] Verified, int[] Renting, double[] CostPerHour);
