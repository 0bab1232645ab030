namespace Magister.Simulation.Tests.Worlds;

/// <summary>How often each thing worth reporting happened.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, double> counts = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, double>> Counts => counts.OrderBy(count => count.Key, StringComparer.Ordinal);

    public double this[string what] => counts.GetValueOrDefault(what);

    public void Count(string what, double by = 1) => counts[what] = counts.GetValueOrDefault(what) + by;

    /// <summary>Counts a thing by its kind, and which one of that kind.</summary>
    public void Count(string kind, string which) => Count($"{kind}: {which}");

    public void Add(Tally other)
    {
        foreach (var (what, count) in other.counts) Count(what, count);
    }
}
