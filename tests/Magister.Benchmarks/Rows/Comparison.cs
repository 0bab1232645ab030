using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Rows;

/// <summary>The same row for two programs, measured in turn.</summary>
internal sealed record Comparison(Row Before, Row Now)
{
    public RowPlan Plan => Now.Plan;

    /// <summary>Now as a multiple of before, turn by turn.</summary>
    public Sample? Ratios => Now.Runs is { } now && Before.Runs is { } before ? now.Over(before) : null;

    public string? Note => Now.Note ?? Before.Note;

    /// <summary>Null if one of them has no figures.</summary>
    public Verdict? Verdict => Now.Runs is { } now && Before.Runs is { } before ? Noise.Between(before, now, Plan.MoreIsBetter) : null;
}
