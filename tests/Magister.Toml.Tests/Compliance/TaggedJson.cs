using System.Globalization;
using System.Text.Json;

namespace Magister.Toml.Tests.Compliance;

/// <summary>Compares a value with the JSON of toml-test, in which every scalar is an object of its type and its text.</summary>
internal static class TaggedJson
{
    public static void AssertEqual(JsonElement expected, TomlValue actual, string path)
    {
        switch (actual)
        {
            case TomlTable table:
                AssertTable(expected, table, path);
                break;
            case TomlArray array:
                Assert.True(expected.ValueKind == JsonValueKind.Array, $"{path}: expected {expected}, found an array");
                Assert.True(expected.GetArrayLength() == array.Items.Length, $"{path}: expected {expected}");
                for (var i = 0; i < array.Items.Length; i++)
                    AssertEqual(expected[i], array.Items[i], $"{path}[{i}]");
                break;
            default:
                AssertScalar(expected, actual, path);
                break;
        }
    }

    private static void AssertTable(JsonElement expected, TomlTable table, string path)
    {
        Assert.True(expected.ValueKind == JsonValueKind.Object, $"{path}: expected {expected}, found a table");
        var expectedKeys = expected.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
        Assert.Equal(expectedKeys, table.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        foreach (var entry in table.Entries)
            AssertEqual(expected.GetProperty(entry.Key), entry.Value, $"{path}.{entry.Key}");
    }

    private static void AssertScalar(JsonElement expected, TomlValue actual, string path)
    {
        Assert.True(expected.ValueKind == JsonValueKind.Object, $"{path}: expected {expected}, found {actual}");
        var type = expected.GetProperty("type").GetString();
        var text = expected.GetProperty("value").GetString()!;
        var isEqual = (type, actual) switch
        {
            ("string", TomlString found) => string.Equals(text, found.Value, StringComparison.Ordinal),
            ("integer", TomlInteger found) => long.Parse(text, CultureInfo.InvariantCulture) == found.Value,
            ("float", TomlFloat found) => ParseFloat(text).Equals(found.Value),
            ("bool", TomlBoolean found) => bool.Parse(text) == found.Value,
            ("datetime", TomlOffsetDateTime found) =>
                DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) == ToInstant(found) && FractionMatches(text, found.Time),
            ("datetime-local", TomlLocalDateTime found) =>
                string.Equals(Trim(text), Trim(found.ToRfc3339()), StringComparison.Ordinal),
            ("date-local", TomlLocalDate found) => string.Equals(text, found.ToRfc3339(), StringComparison.Ordinal),
            ("time-local", TomlLocalTime found) => string.Equals(Trim(text), Trim(found.Value.ToString()), StringComparison.Ordinal),
            _ => false,
        };
        Assert.True(isEqual, $"{path}: expected {type} {text}, found {actual}");
    }

    private static double ParseFloat(string text) => text switch
    {
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "+nan" or "-nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static DateTimeOffset ToInstant(TomlOffsetDateTime value) =>
        DateTimeOffset.Parse(value.ToRfc3339(), CultureInfo.InvariantCulture);

    private static bool FractionMatches(string text, TomlTime time)
    {
        var fraction = text.Split('.').Skip(1).Select(tail => string.Concat(tail.TakeWhile(char.IsAsciiDigit))).SingleOrDefault("");
        return string.Equals(fraction.TrimEnd('0'), time.Fraction.TrimEnd('0'), StringComparison.Ordinal);
    }

    // Zeros at the end of a fraction say nothing: the suite writes .6 as .600.
    private static string Trim(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
