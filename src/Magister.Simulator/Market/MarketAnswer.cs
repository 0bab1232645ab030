using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>The market's answer to one call: a status, and a body in Vast's format.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body.</param>
/// <param name="InstanceId">The instance that the call made or touched.</param>
public sealed record MarketAnswer(int Status, JsonObject Body, long? InstanceId = null)
{
    /// <summary>The answer as plain text instead of the JSON body; null if the body is sent.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the call succeeded.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The offers or instances in it; the answer itself if there are none.</summary>
    internal IEnumerable<JsonObject> Rows => (Body["offers"] ?? Body["instances"]) switch
    {
        JsonArray rows => rows.OfType<JsonObject>(),
        JsonObject row => [row],
        _ => Body.ContainsKey("instances") ? [] : [Body],
    };

    internal static MarketAnswer Error(int status, string error, string message, long? offerId = null)
    {
        var body = new JsonObject { ["success"] = false, ["error"] = error, ["msg"] = message };
        if (offerId is not null) body["ask_id"] = offerId;
        return new MarketAnswer(status, body);
    }
}
