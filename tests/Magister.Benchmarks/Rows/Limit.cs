namespace Magister.Benchmarks.Rows;

/// <summary>The figure of a row to which a limit applies.</summary>
internal enum Limited
{
    Median,
    Max,

    /// <summary>The median of the runs' ratios to the reference.</summary>
    Ratio,
}

/// <summary>What a row promises.</summary>
/// <param name="Of">The figure that is compared with it.</param>
/// <param name="Bound">In the row's unit, or a ratio.</param>
/// <param name="IsLowerBound">Whether the figure must reach the bound; otherwise it must not exceed it.</param>
internal sealed record Limit(Limited Of, double Bound, bool IsLowerBound)
{
    public static Limit RatioAtLeast(double bound) => new(Limited.Ratio, bound, IsLowerBound: true);

    public static Limit AtLeast(double bound) => new(Limited.Median, bound, IsLowerBound: true);

    public static Limit AtMost(double bound) => new(Limited.Median, bound, IsLowerBound: false);

    public static Limit NoneAbove(double bound) => new(Limited.Max, bound, IsLowerBound: false);

    public string Text => (Of, IsLowerBound) switch
    {
        (Limited.Ratio, _) => $"ratio {(IsLowerBound ? "≥" : "≤")} {Bound}",
        (Limited.Max, _) => $"each {(IsLowerBound ? "≥" : "≤")} {Bound}",
        _ => $"{(IsLowerBound ? "≥" : "≤")} {Bound}",
    };

    public bool IsMetBy(double figure) => IsLowerBound ? figure >= Bound : figure <= Bound;
}
