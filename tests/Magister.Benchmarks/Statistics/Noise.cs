namespace Magister.Benchmarks.Statistics;

/// <summary>Whether two programs differ, or only their runs do.</summary>
internal enum Verdict
{
    TooFewRuns,
    WithinNoise,
    Better,
    Worse,
}

/// <summary>
/// The rule for a significant difference: the two ranges of runs do not overlap, and the medians lie further apart than the runs of either
/// do among themselves. At least three runs of each.
/// </summary>
internal static class Noise
{
    public const int MinRuns = 3;

    public static Verdict Between(Sample before, Sample now, bool moreIsBetter)
    {
        if (before.Runs.Length < MinRuns || now.Runs.Length < MinRuns) return Verdict.TooFewRuns;
        var rangesMeet = now.Min <= before.Max && before.Min <= now.Max;
        var widest = Math.Max(before.Max - before.Min, now.Max - now.Min);
        if (rangesMeet || Math.Abs(now.Median - before.Median) <= widest) return Verdict.WithinNoise;
        return now.Median > before.Median == moreIsBetter ? Verdict.Better : Verdict.Worse;
    }
}
