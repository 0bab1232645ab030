namespace Magister.Simulator.Market;

/// <summary>What the market draws from its one seeded source.</summary>
internal static class Chance
{
    // Nothing is drawn for 0 and 1, so that switching an option off does not change the rest of a run.
    public static bool Hits(this Random random, double probability) => probability switch
    {
        <= 0 => false,
        >= 1 => true,
        _ => random.NextDouble() < probability,
    };

    public static double Between(this Random random, double least, double most) => least + (random.NextDouble() * (most - least));

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>The wait until the next of independent events that occur once every <paramref name="mean"/> on average.</summary>
    public static TimeSpan Wait(this Random random, TimeSpan mean) => mean * -Math.Log(1 - random.NextDouble());

    /// <summary>A number from 0 up to 1 that is always the same for an id, for decisions without a draw.</summary>
    public static double Draw(long id, int purpose)
    {
        var mixed = unchecked(((ulong)id * 0x9E3779B97F4A7C15) + ((ulong)(purpose + 1) * 0xD1B54A32D192ED03));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
