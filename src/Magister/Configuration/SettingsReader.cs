using System.Collections.Immutable;
using System.Globalization;
using Magister.Fleet;

namespace Magister.Configuration;

/// <summary>
/// Reads settings by their types and notes all errors, so that they are reported together. An invalid value is read
/// as its default, which is never used.
/// </summary>
internal sealed class SettingsReader(SettingsSources sources)
{
    private const int MaxShown = 121;

    private readonly List<string> problems = [];
    private readonly List<string> warnings = [];

    public SettingsSources Sources => sources;

    public IReadOnlyList<string> Problems => problems;

    public IReadOnlyList<string> Warnings => warnings;

    public void Warn(string warning) => warnings.Add(warning);

    /// <summary>Notes that a setting's value is invalid.</summary>
    public void Reject(SettingKey key, string? given, string path, string? because = null)
    {
        var shown = key.IsSecret ? "the value given (not shown)" : $"\"{TextBeginning.ForPeople(PlainText.WithColumns(given ?? "a table or a list"), MaxShown)}\"";
        var origin = sources.OriginOf(path) is { } from ? $" from {from}" : "";
        problems.Add($"{key.Names}: {shown}{origin} cannot be used{(because is null ? "" : $" ({because})")}; it must be {key.Wanted}");
    }

    /// <summary>Notes a problem that is not about a single setting.</summary>
    public void Reject(string problem) => problems.Add(problem);

    /// <summary>The text of a setting, its default, or null.</summary>
    public string? Text(SettingKey key)
    {
        if (sources.Value(key.Path) is { Length: > 0 } value) return IsQuoted(key, value) ? key.Default : value;
        if (!key.IsTable && sources.Children(key.Path).Any()) Reject(key, null, key.Path);
        else if (key.IsRequired) problems.Add($"{key.Names}: is not set; it must be {key.Wanted}");
        return key.Default;
    }

    /// <summary>A whole number within bounds; 0 if there is none.</summary>
    public int Integer(SettingKey key)
    {
        if (Text(key) is not { } text) return 0;
        if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= key.Min && number <= key.Max) return number;
        Reject(key, text, key.Path);
        return 0;
    }

    /// <summary>A number within bounds; null if there is none.</summary>
    public double? Number(SettingKey key)
    {
        if (Text(key) is not { } text) return null;
        if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= key.Min && number <= key.Max) return number;
        Reject(key, text, key.Path);
        return null;
    }

    /// <summary>A time within bounds; zero if it is not set.</summary>
    public TimeSpan Seconds(SettingKey key) => SecondsIfSet(key) ?? TimeSpan.Zero;

    public TimeSpan? SecondsIfSet(SettingKey key) => Number(key) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>One of several words.</summary>
    public string? Word(SettingKey key, ImmutableArray<string> words)
    {
        if (Text(key) is not { } text) return null;
        var word = text.Trim().ToLowerInvariant();
        if (words.Contains(word)) return word;
        Reject(key, text, key.Path);
        return null;
    }

    /// <summary>Texts of a list, without empty ones.</summary>
    public ImmutableArray<string> Texts(SettingKey key)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        var before = problems.Count;
        foreach (var item in Items(key))
        {
            if (item.Text is { Length: > 0 } text && !IsQuoted(key, text)) texts.Add(text);
            else if (item.Text is not { Length: > 0 }) Reject(key, item.Text, item.Path);
        }

        if (texts.Count == 0 && key.IsRequired && problems.Count == before) problems.Add($"{key.Names}: is not set; it must be {key.Wanted}");
        return texts.DrainToImmutable();
    }

    /// <summary>Ids of a list.</summary>
    public ImmutableHashSet<long> Ids(SettingKey key)
    {
        var ids = ImmutableHashSet.CreateBuilder<long>();
        foreach (var item in Items(key))
        {
            if (long.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else Reject(key, item.Text, item.Path);
        }

        return ids.ToImmutable();
    }

    /// <summary>Whether an entire text is in quotes.</summary>
    public static bool StandsInQuotes(string text) => text.Trim() is ['"', .., '"'] or ['\'', .., '\''];

    private ImmutableArray<SettingItem> Items(SettingKey key) => sources.Value(key.Path) is { } whole && IsQuoted(key, whole) ? [] : sources.Items(key);

    // Shells remove quotes, env files keep them. In a Contemplant's values they may well be intended.
    private bool IsQuoted(SettingKey key, string value)
    {
        if (!sources.IsFromVariable(key.Path) || !StandsInQuotes(value)) return false;
        var problem = $"{key.Names}: the value from {sources.OriginOf(key.Path)} is in quotes, which are part of it";
        var isUsers = key.Path.StartsWith(SettingKeys.ContemplantTable, StringComparison.Ordinal);
        if (isUsers) Warn(problem);
        else problems.Add($"{problem}; remove them");
        return !isUsers;
    }
}
