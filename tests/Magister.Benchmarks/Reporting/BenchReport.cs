using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Reporting;

/// <summary>Rows with their references and limits, for people and for programs.</summary>
internal sealed record BenchReport(Surroundings Surroundings, IReadOnlyList<Row> Rows)
{
    public bool IsMet => Rows.All(row => row.IsMet is not false);

    public string Markdown => $"{Heading.Of(Surroundings)}\n{Table}";

    public object Json => new { Surroundings, Rows = Rows.Select(JsonOf) };

    private string Table => MarkdownTable.Of(
        ["what", "unit", "runs", "median", "range", "spread", "reference", "its median", "ratio", "ratio's range", "taken by the host", "limit", ""],
        [.. Rows.Select(Cells)]);

    private static IReadOnlyList<string> Cells(Row row) =>
        [row.Plan.What, row.Plan.Unit, .. Figures(row), Words.Percent(row.StolenPart), row.Plan.Limit?.Text ?? "", Words.Met(row.IsMet)];

    private static IReadOnlyList<string> Figures(Row row) => row.Runs is not { } runs
        ? ["", row.Note ?? "", "", "", "", "", "", ""]
        :
        [
            $"{runs.Runs.Length}", Words.Number(runs.Median), Words.Range(runs), Words.Percent(runs.Spread),
            row.Reference is null ? "" : row.Plan.Reference ?? "", Words.Number(row.Reference?.Median),
            Words.Number(row.Ratios?.Median), Words.Range(row.Ratios),
        ];

    private static object JsonOf(Row row) => new
    {
        row.Plan.What,
        row.Plan.Unit,
        row.Plan.MoreIsBetter,
        Sample = row.Runs,
        Reference = row.Reference is null ? null : row.Plan.Reference,
        ReferenceSample = row.Reference,
        row.Ratios,
        row.Plan.Limit,
        row.IsMet,
        row.Note,
        row.StolenPart,
    };
}
