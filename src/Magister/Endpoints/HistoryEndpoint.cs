using System.Text.Json.Serialization;
using Magister.Access;
using Magister.History;

namespace Magister.Endpoints;

/// <summary><c>GET /history?hours=</c>: the last hours, up to a week, in columns for a chart.</summary>
internal static class HistoryEndpoint
{
    /// <summary>The most points in an answer: a day of minutes.</summary>
    public const int MaxPoints = 1440;

    private const int MaxHours = FleetHistory.MaxMinutes / 60;
    private const int DefaultHours = 24;

    public static void MapHistory(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/history", (string? hours, FleetHistory history) => Answer(hours, history))
            .For(Audience.Readers).Told<HistoryResponse>("The last hours of the fleet for a chart: 24, or as many as hours says (1 to 168)").OrProblem(400);

    private static IResult Answer(string? given, FleetHistory history)
    {
        var hours = (long)DefaultHours;
        if (given is not null && !QueryNumber.TryRead(given, 1, MaxHours, out hours))
        {
            return Problems.Create(400, "The query is wrong", $"hours is '{GivenText.Shortened(given)}'; it must be a number from 1 to {MaxHours}");
        }

        var minutes = (int)hours * 60;
        return Results.Json(Columns(history.Last(minutes), (minutes + MaxPoints - 1) / MaxPoints), HistoryJson.Default.HistoryResponse);
    }

    private static HistoryResponse Columns(FleetMinute[] minutes, int step)
    {
        var points = HistoryThinning.Thin(minutes, step);
        return new HistoryResponse(
            step * 60,
            [.. points.Select(point => FleetMinute.End(point.Minute).ToUnixTimeSeconds())],
            [.. points.Select(point => point.Told?.Wanted)],
            [.. points.Select(point => point.Told?.Alive)],
            [.. points.Select(point => point.Told?.Verified)],
            [.. points.Select(point => point.Told?.Working)],
            [.. points.Select(point => point.Told?.Renting)],
            [.. points.Select(point => point.Told is { } told ? Math.Round(told.CostPerHour, 6) : (double?)null)]);
    }
}

/// <summary>The types of the answer, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HistoryResponse))]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>
/// The answer to <c>GET /history</c>: columns of the same length, oldest first, at most 1,440 points, from the first minute that is known.
/// All columns but the times are null if Magister did not run.
/// </summary>
/// <param name="StepSeconds">The time from one point to the next. Each longer step shows its minute with the fewest working instances.</param>
/// <param name="Times">The ends of the steps, in seconds since 1970.</param>
/// <param name="Wanted">How many instances were wanted.</param>
/// <param name="Alive">Instances that were not about to be dropped.</param>
/// <param name="Verified">Those of them that were verified.</param>
/// <param name="Working">Those of them that worked, as far as anyone could tell.</param>
/// <param name="Renting">Rents under way or uncertain.</param>
/// <param name="CostPerHour">USD, for all instances.</param>
internal sealed record HistoryResponse(
    int StepSeconds, long[] Times, int?[] Wanted, int?[] Alive, int?[] Verified, int?[] Working, int?[] Renting, double?[] CostPerHour);
