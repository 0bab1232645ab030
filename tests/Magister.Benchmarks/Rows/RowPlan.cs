namespace Magister.Benchmarks.Rows;

/// <summary>What a row measures, before it is measured.</summary>
/// <param name="What">Its name, by which it is also selected.</param>
/// <param name="Unit">The unit of its runs.</param>
internal sealed record RowPlan(string What, string Unit)
{
    /// <summary>True for rates; for times, memory and the like, less is better.</summary>
    public bool MoreIsBetter { get; init; }

    /// <summary>The reference measured in turn with it, in the same unit; null if there is none.</summary>
    public string? Reference { get; init; }

    public Limit? Limit { get; init; }
}
