using System.Collections.Frozen;

namespace Magister.Simulator.Market;

/// <summary>A named value of <typeparamref name="T"/>, as the API shows it.</summary>
internal sealed record Field<T>(string Name, Func<T, FieldValue> Read);

/// <summary>The fields of <typeparamref name="T"/> in the order in which they are shown, and by name.</summary>
internal sealed class FieldTable<T>
{
    private readonly FrozenDictionary<string, Field<T>> _byName;

    public FieldTable(params Field<T>[] shown)
    {
        Shown = shown;
        _byName = shown.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<Field<T>> Shown { get; }

    public Field<T>? Find(string name) => _byName.GetValueOrDefault(name);
}
