using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator.Http;

/// <summary>JSON as the admin API and the config file write it: names in snake case, words as in the help, times such as <c>10s</c>, no unknown names.</summary>
internal static class SimulatorJson
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>How a type is written and read.</summary>
    public static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = SimulatorTypes.Default,
            WriteIndented = true,
            // Addresses and labels are read by people in a terminal, not put into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        AddWords<FaultKind>(options);
        AddWords<FaultMoment>(options);
        AddWords<FaultTarget>(options);
        AddWords<EndedBy>(options);
        AddWords<VastEndpoint>(options);
        AddWords<LimitWording>(options);
        AddWords<Downtime>(options);
        AddWords<CallKind>(options);
        AddWords<ContemplantState>(options);
        AddWords<HierophantFault>(options);
        options.Converters.Add(new DurationConverter());
        return options;
    }

    private static void AddWords<TEnum>(JsonSerializerOptions options)
        where TEnum : struct, Enum =>
        options.Converters.Add(new WordConverter<TEnum>());

    // As in the help and on the command line.
    private sealed class WordConverter<TEnum> : JsonConverter<TEnum>
        where TEnum : struct, Enum
    {
        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return SettingText.Choice<TEnum>(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
            }
            catch (FormatException wanted)
            {
                throw new JsonException($"what must be given is {wanted.Message}", wanted);
            }
        }

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(SettingText.Word(value));
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
            writer.WriteStringValue($"{value.TotalSeconds}s");
    }
}

/// <summary>The types that the admin API and the config file write and read, so that the program needs no reflection for them.</summary>
[JsonSerializable(typeof(AdminState))]
[JsonSerializable(typeof(AdminInstanceChange))]
[JsonSerializable(typeof(AdminHierophant))]
[JsonSerializable(typeof(AdminHierophantChange))]
[JsonSerializable(typeof(AdminOfferChange))]
[JsonSerializable(typeof(AdminOfferChanges))]
[JsonSerializable(typeof(ImmutableArray<OfferRecord>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(ImmutableArray<FaultRule>))]
[JsonSerializable(typeof(ImmutableArray<SimulatedTenant>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SimulatorTypes : JsonSerializerContext;
