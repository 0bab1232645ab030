namespace Magister.Simulator.Market;

/// <summary>What the market draws from its one seeded source.</summary>
internal static class Chance
{
    // Nothing is drawn for 0 and 1, so that switching an option off leaves the rest of a run as it was.
    public static bool Hits(this Random random, double probability) => probability switch
    {
        <= 0 => false,
        >= 1 => true,
        _ => random.NextDouble() < probability,
    };

    public static double Between(this Random random, double least, double most) => least + (random.NextDouble() * (most - least));

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>The wait until the next of events that come independently, one every <paramref name="mean"/> on average.</summary>
    public static TimeSpan Wait(this Random random, TimeSpan mean) => mean * -Math.Log(1 - random.NextDouble());
}
