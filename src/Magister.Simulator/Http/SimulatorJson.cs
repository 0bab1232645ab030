using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Http;

/// <summary>JSON as the admin API and the config file write it: snake case, times such as <c>10s</c>, no unknown names.</summary>
internal static class SimulatorJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            WriteIndented = true,
            // Addresses and labels are to be read by people in a terminal, not put into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new DurationConverter());
        return options;
    }

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return reader.TokenType == JsonTokenType.Number
                    ? TimeSpan.FromSeconds(reader.GetDouble())
                    : SettingText.Duration(reader.GetString() ?? "");
            }
            catch (FormatException problem)
            {
                throw new JsonException($"a time is wanted: {problem.Message}", problem);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(FormattableString.Invariant($"{value.TotalSeconds}s"));
    }
}
