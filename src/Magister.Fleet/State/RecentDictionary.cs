using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Magister.Fleet;

/// <summary>
/// Entries remembered for a while, by id and in the order of ids. The oldest is found without looking at the others. Immutable.
/// </summary>
public sealed class RecentDictionary<T> : IReadOnlyDictionary<long, T>
{
    private readonly Func<T, DateTimeOffset> atOf;
    private readonly ImmutableSortedDictionary<long, T> byId;
    private readonly ImmutableSortedSet<TimedId> byAge;

    /// <summary>Begins empty.</summary>
    /// <param name="atOf">Returns when an entry happened.</param>
    public RecentDictionary(Func<T, DateTimeOffset> atOf)
        : this(atOf, ImmutableSortedDictionary<long, T>.Empty, [])
    {
    }

    private RecentDictionary(Func<T, DateTimeOffset> atOf, ImmutableSortedDictionary<long, T> byId, ImmutableSortedSet<TimedId> byAge) =>
        (this.atOf, this.byId, this.byAge) = (atOf, byId, byAge);

    public int Count => byId.Count;

    public IEnumerable<long> Keys => byId.Keys;

    public IEnumerable<T> Values => byId.Values;

    public IEnumerable<T> OldestFirst => byAge.Select(age => byId[age.Id]);

    /// <summary>The entries, latest first.</summary>
    public IEnumerable<T> NewestFirst => byAge.Reverse().Select(age => byId[age.Id]);

    public T this[long key] => byId[key];

    public RecentDictionary<T> SetItem(long id, T value)
    {
        var ages = byId.TryGetValue(id, out var was) ? byAge.Remove(new TimedId(atOf(was), id)) : byAge;
        return new RecentDictionary<T>(atOf, byId.SetItem(id, value), ages.Add(new TimedId(atOf(value), id)));
    }

    public RecentDictionary<T> Remove(long id) => byId.TryGetValue(id, out var was)
        ? new RecentDictionary<T>(atOf, byId.Remove(id), byAge.Remove(new TimedId(atOf(was), id)))
        : this;

    /// <summary>Without the entries that happened before a moment.</summary>
    public RecentDictionary<T> Since(DateTimeOffset moment)
    {
        var rest = this;
        while (rest.byAge is { IsEmpty: false } ages && ages.Min.UtcTicks < moment.UtcTicks) rest = rest.Remove(ages.Min.Id);
        return rest;
    }

    /// <summary>
    /// With room for one more entry if at most that many are kept: the oldest go. However fast instances come and go, what is remembered of
    /// them stays small, since a journal is never shorter than its fleet.
    /// </summary>
    public RecentDictionary<T> WithRoom(int most)
    {
        var rest = this;
        while (rest.Count >= most) rest = rest.Remove(rest.byAge.Min.Id);
        return rest;
    }

    public bool ContainsKey(long key) => byId.ContainsKey(key);

    public bool TryGetValue(long key, [MaybeNullWhen(false)] out T value) => byId.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<long, T>> GetEnumerator() => byId.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
