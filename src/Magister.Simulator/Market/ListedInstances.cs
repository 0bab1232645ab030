using System.Runtime.InteropServices;

namespace Magister.Simulator.Market;

/// <summary>
/// What the list shows now, ordered by id, with a count for each label: a large account is listed in thousands of pages, and none of
/// them may go through all of it. An instance appears some time after its birth and stays for some time after its end.
/// </summary>
internal sealed class ListedInstances
{
    private readonly Dictionary<long, Instance> _shown = [];
    private readonly List<long> _ids = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Instance, DateTimeOffset> _coming = new();
    private readonly Queue<Instance> _going = [];

    /// <summary>How many instances have each label; those without one count under the empty label.</summary>
    public IEnumerable<KeyValuePair<string, int>> Labels => _labels.Where(label => label.Value > 0);

    /// <summary>Whether one of them has no label, or an empty one.</summary>
    public bool HasUnlabelled => _labels.GetValueOrDefault("") > 0;

    /// <summary>Shows the instance from its <see cref="Instance.ListedFrom"/> on.</summary>
    public void Add(Instance instance) => _coming.Enqueue(instance, instance.ListedFrom);

    /// <summary>Hides an instance that has ended, once it has lingered.</summary>
    public void Remove(Instance instance) => _going.Enqueue(instance);

    public void Relabel(Instance instance, string? label)
    {
        var isShown = _shown.ContainsKey(instance.Id);
        if (isShown) Count(instance, -1);
        instance.Label = label;
        if (isShown) Count(instance, 1);
    }

    /// <summary>Brings the list up to date.</summary>
    public void CatchUp(DateTimeOffset now, TimeSpan linger)
    {
        while (_coming.TryPeek(out var next, out var at) && at <= now)
        {
            _coming.Dequeue();
            if (next.GoneAt is not { } gone || now < gone + linger) Show(next);
        }

        while (_going.TryPeek(out var next) && next.GoneAt + linger <= now) Hide(_going.Dequeue());
    }

    /// <summary>All listed instances with an id above this one.</summary>
    public IEnumerable<Instance> Above(long id)
    {
        var found = _ids.BinarySearch(id);
        for (var place = found < 0 ? ~found : found + 1; place < _ids.Count; place++) yield return _shown[_ids[place]];
    }

    private void Show(Instance instance)
    {
        _shown.Add(instance.Id, instance);
        _ids.Insert(~_ids.BinarySearch(instance.Id), instance.Id);
        Count(instance, 1);
    }

    private void Hide(Instance instance)
    {
        if (_shown.Remove(instance.Id))
        {
            _ids.RemoveAt(_ids.BinarySearch(instance.Id));
            Count(instance, -1);
        }
    }

    private void Count(Instance instance, int change) => CollectionsMarshal.GetValueRefOrAddDefault(_labels, instance.Label ?? "", out _) += change;
}
