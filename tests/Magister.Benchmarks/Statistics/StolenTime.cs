using System.Collections.Immutable;

namespace Magister.Benchmarks.Statistics;

/// <summary>
/// How much of a time the machine's host took for other guests, by looks at what it had taken of each processor until then. A figure about a
/// program that was taken on a machine of which half is gone says little of the program.
/// </summary>
internal sealed class StolenTime
{
    private readonly List<TimeSpan> moments = [];
    private readonly List<ImmutableArray<TimeSpan>> taken = [];

    /// <summary>Notes a look; each later than the one before.</summary>
    /// <param name="moment">Since any beginning.</param>
    /// <param name="ofProcessors">What had been taken of each until then.</param>
    public void Look(TimeSpan moment, ImmutableArray<TimeSpan> ofProcessors)
    {
        moments.Add(moment);
        taken.Add(ofProcessors);
    }

    /// <summary>What was taken of the processor that lost most, between the last look before and the first look after.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan to)
    {
        var first = moments.BinarySearch(from);
        var last = moments.BinarySearch(to);
        return Between(Math.Max(0, first < 0 ? ~first - 1 : first), Math.Min(moments.Count - 1, last < 0 ? ~last : last));
    }

    /// <summary>The part of all processors' time that was taken between the first look and the last; 0 to 1.</summary>
    public double Part() =>
        taken[^1].Zip(taken[0], (after, before) => (after - before) / (moments[^1] - moments[0])).Average();

    private TimeSpan Between(int first, int last) => taken[last].Zip(taken[first], (after, before) => after - before).Max();
}
