using System.Collections.Immutable;

namespace Magister.Simulator.Market;

/// <summary>How many instances are alive under each name, and the most there ever were at once.</summary>
internal sealed class AliveCounts
{
    private readonly Dictionary<string, int> _now = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _peaks = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, int> Peaks => _peaks.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public int Of(string name) => _now.GetValueOrDefault(name);

    public void Add(Instance instance) => Change(instance, 1);

    public void Remove(Instance instance) => Change(instance, -1);

    private void Change(Instance instance, int by)
    {
        var label = instance.Label ?? "";
        Change(label, by);
        if (OnstartText.MagisterAddress(instance.DropEndpoint) is { } address) Change($"{label} {address}", by);
    }

    private void Change(string name, int by)
    {
        var count = _now[name] = _now.GetValueOrDefault(name) + by;
        _peaks[name] = Math.Max(count, _peaks.GetValueOrDefault(name));
    }
}
