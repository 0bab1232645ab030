using Magister.Benchmarks.Rows;
using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Reporting;

/// <summary>Two programs side by side.</summary>
/// <param name="Base">The commit that the program is compared with.</param>
internal sealed record CompareReport(Surroundings Surroundings, string Base, IReadOnlyList<Comparison> Rows)
{
    public string Markdown => $"""
        {Heading.Of(Surroundings)}
        Compared with {Base}, measured in turn. Better or worse: no run of the one reaches into the range of the other's runs, and the medians
        lie further apart than the runs of either do among themselves. At least {Noise.MinRuns} runs of each.

        {Table}
        """;

    public object Json => new { Surroundings, Base, Rows = Rows.Select(JsonOf) };

    private string Table => MarkdownTable.Of(
        ["what", "unit", "runs", "base", "its range", "now", "its range", "now / base", "range", ""], [.. Rows.Select(Cells)]);

    private static IReadOnlyList<string> Cells(Comparison row) =>
    [
        row.Plan.What, row.Plan.Unit, $"{row.Now.Runs?.Runs.Length}", Words.Number(row.Before.Runs?.Median), Words.Range(row.Before.Runs),
        Words.Number(row.Now.Runs?.Median), Words.Range(row.Now.Runs), Words.Number(row.Ratios?.Median), Words.Range(row.Ratios),
        row.Verdict is { } verdict ? Words.Of(verdict) : row.Note ?? "",
    ];

    private static object JsonOf(Comparison row) => new
    {
        row.Plan.What,
        row.Plan.Unit,
        row.Plan.MoreIsBetter,
        Base = row.Before.Runs,
        Now = row.Now.Runs,
        row.Ratios,
        Verdict = row.Verdict?.ToString(),
        row.Note,
        row.Now.StolenPart,
    };
}
