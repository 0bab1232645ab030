using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Magister.Vast.Wire;

/// <summary>Writes JSON as Vast wants it in bodies and addresses.</summary>
internal static class RequestJson
{
    public static byte[] Body(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The same as the value of a query's parameter.</summary>
    public static string InAddress(Action<Utf8JsonWriter> writeMembers) => Uri.EscapeDataString(Encoding.UTF8.GetString(Body(writeMembers)));

    /// <summary>A filter of a search; one without a value is left out.</summary>
    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, double? value)
    {
        if (value is { } number) writer.WriteFilter(field, comparison, () => writer.WriteNumberValue(number));
    }

    /// <inheritdoc cref="WriteFilter(Utf8JsonWriter, string, string, double?)"/>
    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, string? value)
    {
        if (value is not null) writer.WriteFilter(field, comparison, () => writer.WriteStringValue(value));
    }

    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, bool value) =>
        writer.WriteFilter(field, comparison, () => writer.WriteBooleanValue(value));

    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, ImmutableArray<string> values) =>
        writer.WriteFilter(field, comparison, () => writer.WriteTexts(values.AsSpan()));

    /// <summary>The same for a list of numbers; an empty one is left out.</summary>
    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, ImmutableArray<long> values)
    {
        if (values.IsEmpty) return;
        writer.WriteFilter(field, comparison, () =>
        {
            writer.WriteStartArray();
            foreach (var value in values) writer.WriteNumberValue(value);
            writer.WriteEndArray();
        });
    }

    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, Action writeValue)
    {
        writer.WriteStartObject(field);
        writer.WritePropertyName(comparison);
        writeValue();
        writer.WriteEndObject();
    }
}
