namespace Magister.Benchmarks.Rows;

/// <summary>Which of a row's figures a limit is for.</summary>
internal enum Limited
{
    Median,
    Most,

    /// <summary>The median of the runs' ratios to the reference.</summary>
    Ratio,
}

/// <summary>What a row promises.</summary>
/// <param name="Of">The figure that is held against it.</param>
/// <param name="Bound">In the row's unit, or a ratio.</param>
/// <param name="IsLeast">The figure is to reach the bound; else it is not to pass it.</param>
internal sealed record Limit(Limited Of, double Bound, bool IsLeast)
{
    public static Limit RatioAtLeast(double bound) => new(Limited.Ratio, bound, IsLeast: true);

    public static Limit AtLeast(double bound) => new(Limited.Median, bound, IsLeast: true);

    public static Limit AtMost(double bound) => new(Limited.Median, bound, IsLeast: false);

    public static Limit NoneAbove(double bound) => new(Limited.Most, bound, IsLeast: false);

    public string Words => (Of, IsLeast) switch
    {
        (Limited.Ratio, _) => $"ratio {(IsLeast ? "≥" : "≤")} {Bound}",
        (Limited.Most, _) => $"each {(IsLeast ? "≥" : "≤")} {Bound}",
        _ => $"{(IsLeast ? "≥" : "≤")} {Bound}",
    };

    public bool IsMetBy(double figure) => IsLeast ? figure >= Bound : figure <= Bound;
}
