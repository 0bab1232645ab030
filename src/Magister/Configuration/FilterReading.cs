using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Configuration;

/// <summary>Reads the filters of <c>[vast_query]</c> that are checked field by field, and those that the user names.</summary>
internal static class FilterReading
{
    private const double MegabytesOfGigabyte = 1000;
    private const int MaxFieldName = 64;
    private const int MaxValue = 200;

    // What the search's body already contains, and names under which a filter would mean the same.
    private static readonly ImmutableArray<string> Taken =
    [
        "disk_space", "reliability", "reliability2", "duration", "verified", "verification", "dph_total", "gpu_ram", "rentable", "cuda_max_good",
        "gpu_name", "machine_id", "host_id", "score", "num_gpus", "geolocation", "inet_down", "inet_up", "cpu_ram", "compute_cap", "static_ip",
        "allocated_storage", "min_bid", "order", "sort_option", "type", "limit",
    ];

    public static ImmutableArray<OfferFilter> Read(SettingsReader reader) =>
    [
        .. NumGpus(reader), .. Countries(reader),
        .. Minimum(reader, SettingKeys.InetDown), .. Minimum(reader, SettingKeys.InetUp), .. Minimum(reader, SettingKeys.CpuRam, MegabytesOfGigabyte),
        .. Minimum(reader, SettingKeys.ComputeCap), .. StaticIp(reader), .. Also(reader),
    ];

    private static IEnumerable<OfferFilter> NumGpus(SettingsReader reader)
    {
        var key = SettingKeys.NumGpus;
        var numbers = Items(reader, key, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= key.Min && number <= key.Max);
        if (numbers.IsEmpty) return [];
        var isLeast = reader.Sources.Value(key.Path) is { Length: > 0 } single && !single.Contains(',');
        return [Create(key, isLeast ? "gte" : "in", numbers)];
    }

    private static IEnumerable<OfferFilter> Countries(SettingsReader reader)
    {
        var countries = Items(reader, SettingKeys.Geolocation, text => text.Length == 2 && text.All(char.IsAsciiLetter));
        return countries.IsEmpty ? [] : [Create(SettingKeys.Geolocation, "in", [.. countries.Select(country => country.ToUpperInvariant())])];
    }

    private static IEnumerable<OfferFilter> Minimum(SettingsReader reader, SettingKey key, double factor = 1) =>
        reader.Number(key) is { } least ? [Create(key, "gte", [Math.Round(least * factor, 3).ToString("R")])] : [];

    private static IEnumerable<OfferFilter> StaticIp(SettingsReader reader) =>
        reader.Word(SettingKeys.StaticIp, ["true", "false"]) is { } word ? [Create(SettingKeys.StaticIp, "eq", [word])] : [];

    private static OfferFilter Create(SettingKey key, string comparison, ImmutableArray<string> values) => new(key.Name, key.Name, comparison, values);

    private static ImmutableArray<string> Items(SettingsReader reader, SettingKey key, Func<string, bool> isFit)
    {
        var given = reader.Texts(key);
        foreach (var wrong in given.Where(text => !isFit(text))) reader.Reject(key, wrong, key.Path);
        return [.. given.Where(isFit)];
    }

    private static IEnumerable<OfferFilter> Also(SettingsReader reader)
    {
        foreach (var field in AlsoSections(reader))
        {
            var comparisons = field.GetChildren().ToArray();
            if (ProblemOf(field.Key, comparisons) is { } problem) Reject(reader, field.Key, field.Key, problem);
            foreach (var comparison in comparisons)
            {
                var filter = FilterOf(field.Key, comparison);
                if (ProblemOf(filter, comparison) is { } wrong) Reject(reader, field.Key, $"{field.Key} {comparison.Key}", wrong);
                else yield return filter;
            }
        }
    }

    // The variable has as JSON what the file has as a table: both become sections of the same shape.
    private static IEnumerable<IConfigurationSection> AlsoSections(SettingsReader reader)
    {
        var key = SettingKeys.Also;
        if (reader.Text(key) is not { } json) return reader.Sources.Children(key.Path);
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetChildren();
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            reader.Reject(key, json, key.Path);
            return [];
        }
    }

    private static OfferFilter FilterOf(string field, IConfigurationSection comparison) => new(
        $"{SettingKeys.Also.Name}.{field}", field, comparison.Key,
        comparison.Value is { Length: > 0 } single ? [Plain(single)] : [.. comparison.GetChildren().Select(item => Plain(item.Value ?? ""))]);

    private static string Plain(string text) => bool.TryParse(text, out var flag) ? flag ? "true" : "false" : text;

    private static string? ProblemOf(string field, IConfigurationSection[] comparisons) =>
        Taken.Contains(field) ? "is Magister's own to ask for; set what [vast_query] has for it"
        : field.Length > MaxFieldName || !field.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_') ? "is no field's name"
        : comparisons.Length == 0 ? "needs a comparison, such as { gte = 1 }"
        : null;

    private static string? ProblemOf(OfferFilter filter, IConfigurationSection comparison) =>
        !OfferFilter.Operators.Contains(filter.Operator) ? $"is no comparison; there are {string.Join(", ", OfferFilter.Operators)}"
        : filter.TakesList == comparison.Value is { Length: > 0 } || filter.Values is [] || filter.Values.Any(value => value.Length is 0 or > MaxValue)
            ? filter.TakesList ? "needs a list of values" : "needs one value"
        : filter.ComparesSizes && OfferFilter.Number(filter.Values[0]) is null ? $"needs a number, not \"{filter.Values[0]}\""
        : null;

    private static void Reject(SettingsReader reader, string field, string what, string problem)
    {
        var path = SettingKeys.Also.Path;
        var place = reader.Sources.OriginOf(reader.Sources.IsFromVariable(path) ? path : $"{path}:{field}");
        reader.Reject($"{SettingKeys.Also.Names} from {place}: {what} {problem}");
    }
}
