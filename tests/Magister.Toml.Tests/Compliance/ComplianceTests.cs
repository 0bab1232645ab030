using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests.Compliance;

/// <summary>The cases are for TOML 1.0; Tomlyn reads 1.1.</summary>
public sealed class ComplianceTests
{
    /// <summary>Invalid in TOML 1.0 and valid in 1.1: times without seconds, inline tables over several lines, two more escapes.</summary>
    private static readonly string[] AllowedSince11 =
    [
        "invalid/datetime/no-secs.toml", "invalid/inline-table/linebreak-01.toml", "invalid/inline-table/linebreak-02.toml",
        "invalid/inline-table/linebreak-03.toml", "invalid/inline-table/linebreak-04.toml", "invalid/inline-table/trailing-comma.toml",
        "invalid/local-datetime/no-secs.toml", "invalid/local-time/no-secs.toml", "invalid/string/basic-byte-escapes.toml",
    ];

    /// <summary>Valid, but with keys that configuration cannot distinguish or treats as several.</summary>
    private static readonly string[] BeyondConfiguration =
    [
        "valid/inline-table/key-dotted-04.toml", "valid/key/case-sensitive.toml", "valid/key/like-date.toml", "valid/key/special-chars.toml",
    ];

    public static TheoryData<string> ValidCases => Rows(() => ComplianceSuite.Valid.Except(BeyondConfiguration));

    public static TheoryData<string> InvalidCases => Rows(() => ComplianceSuite.Invalid.Except(AllowedSince11));

    public static TheoryData<string> NewlyValidCases => [.. AllowedSince11];

    public static TheoryData<string> CasesBeyondConfiguration => [.. BeyondConfiguration];

    [ComplianceFact]
    public void Suite_Listed_HasEveryCase()
    {
        Assert.Equal(210, ComplianceSuite.Valid.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(499, ComplianceSuite.Invalid.Distinct(StringComparer.Ordinal).Count());
    }

    [ComplianceTheory]
    [MemberData(nameof(ValidCases))]
    public void Load_ValidCase_GivesTheExpectedTexts(string file)
    {
        using var expected = JsonDocument.Parse(ComplianceSuite.ReadExpected(file));
        using var toml = new TomlFile(ComplianceSuite.Read(file));
        var texts = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        Flatten(expected.RootElement, null, texts);

        var provider = toml.Load();

        Assert.Equal(texts.Keys, provider.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts, pair => Assert.Equal(pair.Value, provider.TryGet(pair.Key, out var text) ? Plain(text) : "missing"));
    }

    [ComplianceTheory]
    [MemberData(nameof(InvalidCases))]
    public void Load_InvalidCase_IsRefusedWithAPlace(string file)
    {
        using var toml = new TomlFile(ComplianceSuite.Read(file));

        Assert.Matches(@":[1-9]\d*:[1-9]\d*: expected ", Assert.Throws<TomlFileException>(toml.Load).Message);
    }

    [ComplianceTheory]
    [MemberData(nameof(NewlyValidCases))]
    public void Load_CaseThatToml11Allows_IsRead(string file)
    {
        using var toml = new TomlFile(ComplianceSuite.Read(file));

        Assert.NotEmpty(toml.Load().Keys);
    }

    [ComplianceTheory]
    [MemberData(nameof(CasesBeyondConfiguration))]
    public void Load_KeysThatConfigurationCannotTake_AreRefused(string file)
    {
        using var toml = new TomlFile(ComplianceSuite.Read(file));

        Assert.Contains(" configuration", Assert.Throws<TomlFileException>(toml.Load).Message, StringComparison.Ordinal);
    }

    /// <summary>In the suite's JSON, every scalar is an object with its type and its text.</summary>
    private static void Flatten(JsonElement value, string? path, SortedDictionary<string, string?> texts)
    {
        var isScalar = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String;
        var children = isScalar ? [] : value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(property => (property.Name, property.Value)).ToList()
            : value.EnumerateArray().Select((item, index) => (index.ToString(CultureInfo.InvariantCulture), item)).ToList();
        foreach (var (name, child) in children)
            Flatten(child, path is null ? name : ConfigurationPath.Combine(path, name), texts);
        if (isScalar)
            texts.Add(path!, Scalar(value.GetProperty("type").GetString()!, value.GetProperty("value").GetString()!));
        else if (children.Count == 0 && path is not null)
            texts.Add(path, value.ValueKind == JsonValueKind.Array ? "" : null);
    }

    private static string Scalar(string type, string text) => (type, text) switch
    {
        ("float", "inf" or "+inf") => "Infinity",
        ("float", "-inf") => "-Infinity",
        ("float", "nan" or "+nan" or "-nan") => "NaN",
        ("float", _) => double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        ("string", _) => text,
        _ => Plain(text)!,
    };

    // Trailing zeros of a fraction mean nothing: the suite writes .6 as .600.
    private static string? Plain(string? text) =>
        text is null ? null : System.Text.RegularExpressions.Regex.Replace(text, @"^((?:[\d-]+T)?\d\d:\d\d:\d\d\.\d*?)0+(Z|[+-]\d\d:\d\d)?$", "$1$2");

    private static TheoryData<string> Rows(Func<IEnumerable<string>> files) =>
        ComplianceSuite.MissingReason is null ? [.. files()] : ["no cases at hand"];
}
