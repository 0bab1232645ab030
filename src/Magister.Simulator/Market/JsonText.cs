using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>Reading JSON that somebody else wrote: null instead of an exception where it does not fit.</summary>
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

    // A node made in memory keeps the type it was made with and refuses the others, so its text is what all have in common.
    public static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    public static double? NumberOrNull(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? Number(node) : null;
}
