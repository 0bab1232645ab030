namespace Magister.Simulator.Market;

/// <summary>A span of time drawn uniformly between two bounds, which may be equal.</summary>
/// <param name="Min">The shortest span.</param>
/// <param name="Max">The longest span.</param>
public readonly record struct DurationRange(TimeSpan Min, TimeSpan Max)
{
    /// <summary>Always the same span.</summary>
    public static DurationRange Exactly(TimeSpan span) => new(span, span);

    /// <summary>A range in seconds.</summary>
    public static DurationRange Seconds(double least, double most) => new(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    internal TimeSpan Draw(Random random) => Min == Max ? Min : Min + (random.NextDouble() * (Max - Min));
}
