using System.Text.Json;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>Reads the answer to a search for one template.</summary>
internal static class TemplateReader
{
    /// <summary>Null where the answer is no list of templates.</summary>
    public static TemplateStanding? Read(JsonElement body, string hash, ForeignText text)
    {
        if (!JsonFields.TryMember(body, "templates", out var rows) || rows.ValueKind is not JsonValueKind.Array) return null;
        foreach (var row in rows.EnumerateArray())
        {
            var fields = new JsonFields(row);

            // The published schema does not name hash_id among a template's fields; where it is left out, the filter is trusted.
            if (fields.ShortText("hash_id") is { } other && other != hash) continue;
            return new TemplateStanding(true, Clean(fields.ShortText("name"), text), Clean(fields.ShortText("image"), text));
        }

        return new TemplateStanding(false, null, null);
    }

    private static string? Clean(string? words, ForeignText text) => words is null ? null : text.Clean(words);
}
