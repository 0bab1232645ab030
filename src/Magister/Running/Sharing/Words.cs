using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet;

namespace Magister.Running.Sharing;

/// <summary>
/// What callers tell a Magister that does not lead, and what the leader answers, as text that passes through the database. The two programs
/// may have different versions: what one does not know is ignored, never an error.
/// </summary>
internal static class Words
{
    private const string Kind = "kind";
    private const string Steered = "steered";

    private static readonly JsonSerializerOptions Options = new(WordJson.Default.Options)
    {
        TypeInfoResolver = WordJson.Default.WithAddedModifier(NameKinds),
    };

    private static readonly JsonTypeInfo<EngineInput.FromCaller> InputType = (JsonTypeInfo<EngineInput.FromCaller>)Options.GetTypeInfo(typeof(EngineInput.FromCaller));
    private static readonly JsonTypeInfo<CallerReply> ReplyType = (JsonTypeInfo<CallerReply>)Options.GetTypeInfo(typeof(CallerReply));

    public static string Write(EngineInput.FromCaller input) => JsonSerializer.Serialize(input, InputType);

    // The fleet itself is not sent: every reader of this follows it.
    public static string Write(CallerReply reply) => reply is CallerReply.Steered ? Steered : JsonSerializer.Serialize(reply, ReplyType);

    /// <returns>Null if this program does not know it.</returns>
    public static EngineInput.FromCaller? InputIn(string text) => Read(text, InputType);

    /// <param name="view">The fleet including everything that follows from the word.</param>
    /// <returns>Null if this program does not know it.</returns>
    public static CallerReply? ReplyIn(string text, FleetView view) => text == Steered ? new CallerReply.Steered(view) : Read(text, ReplyType);

    private static T? Read<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void NameKinds(JsonTypeInfo info)
    {
        Type[] kinds = info.Type == typeof(EngineInput.FromCaller)
            ?
            [
                typeof(EngineInput.VerifyReceived), typeof(EngineInput.PulseReceived), typeof(EngineInput.PulsesHeard), typeof(EngineInput.DropReceived),
                typeof(EngineInput.InstanceDropReceived), typeof(EngineInput.PauseReceived), typeof(EngineInput.ResumeReceived),
                typeof(EngineInput.DrainReceived), typeof(EngineInput.ScaleReceived), typeof(EngineInput.JudgementReceived),
            ]
            : info.Type == typeof(CallerReply)
            ?
            [
                typeof(CallerReply.VerifyAccepted), typeof(CallerReply.DropAccepted), typeof(CallerReply.DropOfUnknown), typeof(CallerReply.PulseAccepted),
                typeof(CallerReply.PulseOfUnknown), typeof(CallerReply.InstanceUnknown), typeof(CallerReply.SteeringRefused), typeof(CallerReply.ToConfirm),
            ]
            : [];
        if (kinds.Length == 0) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Kind };
        foreach (var kind in kinds) info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }
}

/// <summary>Used only through <see cref="Words"/>, which adds the kinds.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EngineInput.FromCaller))]
[JsonSerializable(typeof(EngineInput.VerifyReceived))]
[JsonSerializable(typeof(EngineInput.PulseReceived))]
[JsonSerializable(typeof(EngineInput.PulsesHeard))]
[JsonSerializable(typeof(EngineInput.DropReceived))]
[JsonSerializable(typeof(EngineInput.InstanceDropReceived))]
[JsonSerializable(typeof(EngineInput.PauseReceived))]
[JsonSerializable(typeof(EngineInput.ResumeReceived))]
[JsonSerializable(typeof(EngineInput.DrainReceived))]
[JsonSerializable(typeof(EngineInput.ScaleReceived))]
[JsonSerializable(typeof(EngineInput.JudgementReceived))]
[JsonSerializable(typeof(CallerReply))]
[JsonSerializable(typeof(CallerReply.VerifyAccepted))]
[JsonSerializable(typeof(CallerReply.DropAccepted))]
[JsonSerializable(typeof(CallerReply.DropOfUnknown))]
[JsonSerializable(typeof(CallerReply.PulseAccepted))]
[JsonSerializable(typeof(CallerReply.PulseOfUnknown))]
[JsonSerializable(typeof(CallerReply.InstanceUnknown))]
[JsonSerializable(typeof(CallerReply.SteeringRefused))]
[JsonSerializable(typeof(CallerReply.ToConfirm))]
internal sealed partial class WordJson : JsonSerializerContext;
