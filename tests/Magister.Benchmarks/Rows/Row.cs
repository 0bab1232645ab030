using System.Collections.Immutable;
using Magister.Benchmarks.Statistics;

namespace Magister.Benchmarks.Rows;

/// <summary>A measured row.</summary>
/// <param name="Plan">What was measured.</param>
/// <param name="Runs">Null if there is only the note.</param>
/// <param name="Reference">The reference's runs, in the same turns.</param>
/// <param name="Note">Why there are none.</param>
/// <param name="IsFailure">Whether there should have been some.</param>
internal sealed record Row(RowPlan Plan, Sample? Runs, Sample? Reference, string? Note, bool IsFailure)
{
    /// <summary>The fraction of the processors' time that the machine's host took for other guests during the measurement; 0 to 1.</summary>
    public double StolenPart { get; init; }

    public Sample? Ratios => Runs is { } runs && Reference is { } reference ? runs.Over(reference) : null;

    /// <summary>The figure that the limit is for.</summary>
    public double? Judged => Plan.Limit?.Of switch
    {
        Limited.Median => Runs?.Median,
        Limited.Max => Runs?.Max,
        Limited.Ratio => Ratios?.Median,
        _ => null,
    };

    /// <summary>Null if there is no limit, or no figure to compare it with.</summary>
    public bool? IsMet => IsFailure ? false : Judged is { } figure ? Plan.Limit!.IsMetBy(figure) : null;

    /// <summary>A failed run invalidates the row: the rest would look better than it was.</summary>
    public static Row Of(RowPlan plan, IReadOnlyCollection<Reading> readings)
    {
        var odd = readings.FirstOrDefault(reading => reading.IsFailure) ?? readings.FirstOrDefault(reading => reading.Value is null);
        if (odd is not null || readings.Count == 0) return new Row(plan, null, null, odd?.Note ?? "nothing was measured", odd?.IsFailure ?? true);
        ImmutableArray<double> references = [.. readings.Select(reading => reading.Reference).OfType<double>()];
        return new Row(
            plan, new Sample([.. readings.Select(reading => reading.Value!.Value)]), references.IsEmpty ? null : new Sample(references), null, false);
    }
}
