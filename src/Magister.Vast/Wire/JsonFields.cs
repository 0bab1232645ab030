using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Magister.Fleet;

namespace Magister.Vast.Wire;

/// <summary>
/// Reads the fields of one object leniently where that is harmless: what is missing or null is null, <c>12.0</c> is a whole number, a
/// number may be written as text and text as a number. The name of the first invalid field is remembered.
/// </summary>
/// <param name="vastAhead">How far the clock behind its moments is ahead of ours.</param>
internal sealed class JsonFields(JsonElement element, TimeSpan vastAhead = default)
{
    public const int MaxShortText = 1000;

    private const double MaxWhole = 1L << 53;

    private HashSet<string>? broken;

    public string? FirstBroken { get; private set; }

    public bool IsBroken(string name) => broken?.Contains(name) is true;

    /// <summary>The id: a positive whole number and nothing else.</summary>
    public static bool TryId(JsonElement element, string name, out long id)
    {
        id = 0;
        return TryMember(element, name, out var value) && value.ValueKind == JsonValueKind.Number && TryWhole(value, out id) && id > 0;
    }

    /// <summary>A member of an object; false also if a member's name has invalid escapes.</summary>
    public static bool TryMember(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text of a JSON string; false also if its escapes are invalid.</summary>
    public static bool TryText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            text = value.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A number without a fraction, <c>12.0</c> included.</summary>
    public static bool TryWhole(JsonElement value, out long whole)
    {
        if (value.TryGetInt64(out whole)) return true;
        if (!value.TryGetDouble(out var number) || Math.Abs(number) > MaxWhole || Math.Truncate(number) != number) return false;
        whole = (long)number;
        return true;
    }

    public string? Text(string name)
    {
        if (Value(name) is not { } value) return null;
        return TryText(value, out var text) ? text
            : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
            : Broken<string>(name);
    }

    /// <summary>A text cut to <see cref="MaxShortText"/> characters: whatever holds it must stay bounded, whatever Vast sends.</summary>
    public string? ShortText(string name) => Text(name) is { } text ? TextBeginning.Cut(text, MaxShortText) : null;

    /// <summary>A text, a number, <c>true</c> or <c>false</c> as text; null for a field found invalid.</summary>
    public string? Scalar(string name) => IsBroken(name) ? null : Value(name)?.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => ShortText(name),
    };

    public double? Number(string name)
    {
        if (Value(name) is not { } value) return null;
        if (TryText(value, out var text)) return string.IsNullOrWhiteSpace(text) ? null : WrittenNumber(text) ?? BrokenValue<double>(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
            : BrokenValue<double>(name);
    }

    /// <summary>A moment in seconds since 1970, by our clock.</summary>
    public double? Moment(string name) => Number(name) - vastAhead.TotalSeconds;

    public long? Whole(string name)
    {
        if (Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var whole)) return whole;
        return Number(name) is not { } number ? null
            : Math.Abs(number) <= MaxWhole ? (long)Math.Round(number)
            : BrokenValue<long>(name);
    }

    public bool? Flag(string name) => Value(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetDouble(out var number) && number is 0 or 1 => value.GetDouble() == 1,
        JsonValueKind.String when TryText(value, out var text) && bool.TryParse(text, out var flag) => flag,
        _ => BrokenValue<bool>(name),
    };

    private JsonElement? Value(string name) =>
        TryMember(element, name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static double? WrittenNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private T? Broken<T>(string name)
        where T : class
    {
        FirstBroken ??= name;
        (broken ??= new(StringComparer.Ordinal)).Add(name);
        return null;
    }

    private T? BrokenValue<T>(string name)
        where T : struct
    {
        FirstBroken ??= name;
        (broken ??= new(StringComparer.Ordinal)).Add(name);
        return null;
    }
}
