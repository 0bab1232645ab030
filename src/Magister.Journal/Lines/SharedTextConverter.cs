using System.Text.Json;
using System.Text.Json.Serialization;
using Magister.Fleet.Market;

namespace Magister.Journal.Lines;

/// <summary>Reads and writes texts as they are; short ones are shared in memory.</summary>
internal sealed class SharedTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // There are never fewer bytes than characters.
        if (reader.TokenType is not JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > SharedText.MaxLength) return reader.GetString();
        Span<char> text = stackalloc char[SharedText.MaxLength];
        return SharedText.Of(text[..reader.CopyString(text)]);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
