using System.Text.Json;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>Reads JSON of unknown origin: null instead of an exception if it does not fit.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    // A node made in memory keeps the type it was made with and rejects others, so the text is what all nodes have in common.
    public static double Number(JsonNode node) => double.Parse(node.ToJsonString());

    public static double? NumberOrNull(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? Number(node) : null;
}
