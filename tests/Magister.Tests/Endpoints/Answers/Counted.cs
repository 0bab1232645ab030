using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Magister.Tests.Endpoints.Answers;

/// <summary>A row that reports when it is written.</summary>
internal sealed record Counted(long Id, string Text)
{
    public static JsonTypeInfo<Counted> Type(Action written)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Converters = { new Converter(written) } };
        return (JsonTypeInfo<Counted>)options.GetTypeInfo(typeof(Counted));
    }

    private sealed class Converter(Action written) : JsonConverter<Counted>
    {
        public override Counted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Counted value, JsonSerializerOptions options)
        {
            written();
            writer.WriteStringValue(value.Text);
        }
    }
}
