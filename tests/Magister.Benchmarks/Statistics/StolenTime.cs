using System.Collections.Immutable;

namespace Magister.Benchmarks.Statistics;

/// <summary>
/// How much of a time span the machine's host took for other guests, from repeated looks at the total taken from each processor. A figure
/// measured while half of the machine was gone says little about the program.
/// </summary>
internal sealed class StolenTime
{
    private readonly List<TimeSpan> moments = [];
    private readonly List<ImmutableArray<TimeSpan>> taken = [];

    /// <summary>Notes a look, which must be later than the previous one.</summary>
    /// <param name="moment">The time since an arbitrary start.</param>
    /// <param name="ofProcessors">The time taken from each processor until then.</param>
    public void Look(TimeSpan moment, ImmutableArray<TimeSpan> ofProcessors)
    {
        moments.Add(moment);
        taken.Add(ofProcessors);
    }

    /// <summary>The time taken from the processor that lost most, between the last look before and the first look after.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan to)
    {
        var first = moments.BinarySearch(from);
        var last = moments.BinarySearch(to);
        return Between(Math.Max(0, first < 0 ? ~first - 1 : first), Math.Min(moments.Count - 1, last < 0 ? ~last : last));
    }

    /// <summary>The fraction of all processors' time that was taken between the first look and the last; 0 to 1.</summary>
    public double Part() =>
        taken[^1].Zip(taken[0], (after, before) => (after - before) / (moments[^1] - moments[0])).Average();

    private TimeSpan Between(int first, int last) => taken[last].Zip(taken[first], (after, before) => after - before).Max();
}
