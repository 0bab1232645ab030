namespace Magister.Benchmarks.Rows;

/// <summary>What a row measures, before it is measured.</summary>
/// <param name="What">Its name, by which it is also chosen.</param>
/// <param name="Unit">Of its runs.</param>
internal sealed record RowPlan(string What, string Unit)
{
    /// <summary>Rates; times, memory and the like are the better the less.</summary>
    public bool MoreIsBetter { get; init; }

    /// <summary>What is measured in turn with it, in the same unit; null if nothing is.</summary>
    public string? Reference { get; init; }

    public Limit? Limit { get; init; }
}
