using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>The search for templates: every hash of 32 hexadecimal digits names one, since any can be rented here.</summary>
internal static class TemplateSearch
{
    private const int HashLength = 32;

    public static MarketAnswer Answer(ListRequest request)
    {
        var hash = JsonText.Text((JsonText.Parse(request.SelectFilters ?? "") as JsonObject)?["hash_id"]?["eq"]);
        var isKnown = hash is { Length: HashLength } && hash.All(char.IsAsciiHexDigit);
        var templates = new JsonArray();
        if (isKnown)
        {
            templates.Add((JsonNode)new JsonObject { ["id"] = 1, ["name"] = "contemplant", ["image"] = "contemplant:latest", ["hash_id"] = hash });
        }

        return new MarketAnswer(200, new JsonObject { ["success"] = true, ["templates_found"] = templates.Count, ["templates"] = templates });
    }
}
