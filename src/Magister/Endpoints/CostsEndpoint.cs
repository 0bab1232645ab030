using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Magister.Access;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;
using Microsoft.OpenApi;

namespace Magister.Endpoints;

/// <summary><c>GET /costs?by=&amp;since=&amp;format=</c>: what was spent, from the journal.</summary>
internal static class CostsEndpoint
{
    private static readonly ImmutableArray<string> Formats = ["json", "csv"];
    private static readonly ImmutableArray<string> Names = ["by", "since", "format"];

    public static void MapCosts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/costs", (HttpRequest request, FleetSnapshot snapshot, SteadyClock clock) => Answer(request.Query, snapshot.Current.State, clock.Now))
            .For(Audience.Operators).Told<CostsResponse>("What was spent").OrText("text/csv")
            .Asks("by", JsonSchemaType.String, "What to group by; default day", [.. CostGrouping.All.Keys])
            .Asks("since", JsonSchemaType.String, "The first day (UTC) that counts, such as 2026-11-28; by default the first of this month")
            .Asks("format", JsonSchemaType.String, "default json", [.. Formats]).OrProblem(400);

    private static IResult Answer(IQueryCollection parameters, FleetState fleet, DateTimeOffset now)
    {
        var (by, format, since) = (Text(parameters, "by") ?? "day", Text(parameters, "format") ?? "json", Text(parameters, "since"));
        var day = CostTime.MonthOf(CostTime.DayOf(now));
        if (parameters.Keys.FirstOrDefault(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown) return Bad("parameter", unknown, Names);
        if (!CostGrouping.All.ContainsKey(by)) return Bad("by", by, CostGrouping.All.Keys);
        if (!Formats.Contains(format, StringComparer.Ordinal)) return Bad("format", format, Formats);
        if (since is not null && !CostTime.TryRead(since, out day)) return Bad("since", since, ["a day such as 2026-11-28"]);
        var answer = CostsResponse.Create(fleet, by, day, now);
        return format == "csv"
            ? Results.Text(Csv(answer), "text/csv", Encoding.UTF8)
            : Results.Json(answer, CostsJson.Readable.CostsResponse);
    }

    private static string? Text(IQueryCollection parameters, string name) => parameters.TryGetValue(name, out var given) ? given.ToString() : null;

    private static IResult Bad(string what, string given, IEnumerable<string> known) => Problems.Create(
        StatusCodes.Status400BadRequest, "A parameter cannot be used", $"{what} \"{GivenText.Shortened(given)}\" is unknown; use {string.Join(", ", known)}");

    private static string Csv(CostsResponse answer)
    {
        var lines = answer.Rows.Select(row => $"{Cell(row.Key)},{row.Usd},{row.CountedUsd},{row.BilledUsd},{row.Instances}");
        return string.Join("\r\n", lines.Prepend($"{answer.By},usd,counted_usd,billed_usd,instances").Append(""));
    }

    // A cell that begins like a formula is one to a spreadsheet, and names come from Vast.
    private static string Cell(string text)
    {
        var inert = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
        return inert.AsSpan().ContainsAny(",\"\r\n") ? $"\"{inert.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : inert;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CostsResponse))]
internal sealed partial class CostsJson : JsonSerializerContext
{
    public static CostsJson Readable => field ??= new(ReadableJson.Create(Default));
}

/// <summary>The answer to <c>GET /costs</c>. Money is USD, days are UTC.</summary>
/// <param name="By">What the rows are grouped by.</param>
/// <param name="Since">The first day that counts; by default the first of this month.</param>
/// <param name="BilledUntil">The last day whose bill was read; later days are Magister's own count. Null before the first.</param>
/// <param name="TotalUsd">The sum of all rows.</param>
/// <param name="NeverWorkedUsd">The part of it for instances that ended and never worked.</param>
/// <param name="TodayUsd">Spent since midnight.</param>
/// <param name="MonthUsd">Spent since the first of this month.</param>
/// <param name="MonthForecastUsd">The same by the end of the month if the fleet stays as it is.</param>
/// <param name="UncertainRents">Rents whose answer was lost: what they may have cost is not in any figure here.</param>
internal sealed record CostsResponse(
    [property: JsonRequired] string By,
    [property: JsonRequired] DateOnly Since,
    [property: JsonRequired] DateTimeOffset Now,
    DateOnly? BilledUntil,
    double TotalUsd,
    double NeverWorkedUsd,
    double TodayUsd,
    double MonthUsd,
    double MonthForecastUsd,
    int UncertainRents,
    [property: JsonRequired] CostGroup[] Rows)
{
    public static CostsResponse Create(FleetState fleet, string by, DateOnly since, DateTimeOffset now)
    {
        CostRow[] rows = [.. fleet.CostsAt(now).Since(since)];
        var spending = Spending.Compute(fleet, now);
        return new CostsResponse(
            by,
            since,
            now,
            fleet.Costs.Billed.IsEmpty ? null : fleet.Costs.Billed.Max,
            Rounded(rows.Sum(row => row.Usd)),
            Rounded(rows.NeverWorkedUsd()),
            Rounded(spending.Today),
            Rounded(spending.Month),
            Rounded(spending.MonthForecast),
            fleet.Rents.Values.Count(rent => rent.IsUncertain),
            [.. CostGrouping.Group(rows, by).Select(Rounded)]);
    }

    private static CostGroup Rounded(CostGroup group) => group with
    {
        Usd = Rounded(group.Usd),
        CountedUsd = Rounded(group.CountedUsd),
        BilledUsd = group.BilledUsd is { } billed ? Rounded(billed) : null,
    };

    private static double Rounded(double usd) => Math.Round(usd, 6);
}
