using System.Text.Json;
using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Cli.Steering;

/// <summary>Answers of the daemon's that are read in part, or printed as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SteeringJson : JsonSerializerContext
{
    public static SteeringJson Readable => field ??= new(ReadableJson.Create(Default));
}

/// <summary>An error as in <c>problem+json</c>.</summary>
internal sealed record ProblemAnswer(string? Title, string? Detail, string? Question, string[]? Problems);
