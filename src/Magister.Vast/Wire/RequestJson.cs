using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>Writes JSON as Vast expects it in bodies and addresses.</summary>
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

    /// <summary>The same as the value of a query parameter.</summary>
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

    /// <inheritdoc cref="WriteFilter(Utf8JsonWriter, string, string, ImmutableArray{long})"/>
    public static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, ImmutableArray<string> values)
    {
        if (!values.IsDefaultOrEmpty) writer.WriteFilter(field, comparison, () => writer.WriteTexts(values.AsSpan()));
    }

    /// <summary>One condition with a list; left out if the list is empty.</summary>
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

    /// <summary>Several conditions on one field; those without a value are left out, and so is the field if none has one.</summary>
    public static void WriteFilters(this Utf8JsonWriter writer, string field, ReadOnlySpan<(string Comparison, double? Value)> conditions)
    {
        var isOpen = false;
        foreach (var (comparison, value) in conditions)
        {
            if (value is not { } number) continue;
            if (!isOpen) writer.WriteStartObject(field);
            isOpen = true;
            writer.WriteNumber(comparison, number);
        }

        if (isOpen) writer.WriteEndObject();
    }

    /// <summary>All conditions on one field.</summary>
    public static void WriteFilters(this Utf8JsonWriter writer, string field, IEnumerable<OfferFilter> filters)
    {
        writer.WriteStartObject(field);
        foreach (var filter in filters)
        {
            writer.WritePropertyName(filter.Operator);
            if (filter.TakesList) writer.WriteStartArray();
            foreach (var value in filter.Values) writer.WriteScalar(value);
            if (filter.TakesList) writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteScalar(this Utf8JsonWriter writer, string value)
    {
        if (bool.TryParse(value, out var flag)) writer.WriteBooleanValue(flag);
        else if (OfferFilter.Number(value) is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue(value);
    }

    private static void WriteFilter(this Utf8JsonWriter writer, string field, string comparison, Action writeValue)
    {
        writer.WriteStartObject(field);
        writer.WritePropertyName(comparison);
        writeValue();
        writer.WriteEndObject();
    }
}
