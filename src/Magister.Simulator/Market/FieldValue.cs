using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>A value of an offer or an instance: comparable for filters and orders, printable as JSON.</summary>
internal readonly struct FieldValue
{
    private readonly object? _content;
    private readonly double _number;

    private FieldValue(object? content, double number)
    {
        _content = content;
        _number = number;
    }

    private static readonly object NumberMark = new();
    private static readonly object BoolMark = new();

    public bool IsNull => _content is null;
    public bool IsNumber => ReferenceEquals(_content, NumberMark);
    public string? Text => _content as string;
    public double? Number => IsNumber ? _number : null;
    private bool IsBool => ReferenceEquals(_content, BoolMark);

    public static implicit operator FieldValue(string? text) => new(text, 0);
    public static implicit operator FieldValue(double number) => new(NumberMark, number);
    public static implicit operator FieldValue(double? number) => number is { } given ? given : default(FieldValue);
    public static implicit operator FieldValue(bool value) => new(BoolMark, value ? 1 : 0);
    public static implicit operator FieldValue(bool? value) => value is { } given ? given : default(FieldValue);
    public static implicit operator FieldValue(JsonNode? node) => new(node, 0);

    // Each arm states its type; otherwise the compiler would turn them back into JSON nodes.
    public static FieldValue FromJson(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => (FieldValue)node.GetValue<string>(),
        JsonValueKind.True => (FieldValue)true,
        JsonValueKind.False => (FieldValue)false,
        JsonValueKind.Number => (FieldValue)JsonText.Number(node),
        null or JsonValueKind.Null => default(FieldValue),
        _ => (FieldValue)node,
    };

    public JsonNode? ToJson() => _content switch
    {
        null => null,
        string text => JsonValue.Create(text),
        JsonNode node => node,
        _ when IsBool => JsonValue.Create(_number != 0),
        _ => JsonValue.Create(_number),
    };

    /// <summary>Below, at or above the other; null if the two cannot be compared, as with a null.</summary>
    public int? CompareTo(FieldValue other)
    {
        if (Text is { } text && other.Text is { } otherText) return string.CompareOrdinal(Plain(text), Plain(otherText));
        return AsNumber() is { } here && other.AsNumber() is { } there ? here.CompareTo(there) : null;
    }

    public bool Equal(FieldValue other) => IsNull || other.IsNull ? IsNull && other.IsNull : CompareTo(other) == 0;

    // Vast's own page writes RTX_4090 where the answer says RTX 4090, and its client sends versions as text.
    private static string Plain(string text) => text.Replace('_', ' ');

    private double? AsNumber() => _content switch
    {
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ when IsNumber || IsBool => _number,
        _ => null,
    };
}
