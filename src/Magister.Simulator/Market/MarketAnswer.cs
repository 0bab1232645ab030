using System.Text.Json.Nodes;

namespace Magister.Simulator.Market;

/// <summary>What the market says to one call: a status and a body as Vast shapes it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body.</param>
/// <param name="InstanceId">The instance that the call made or touched.</param>
public sealed record MarketAnswer(int Status, JsonObject Body, long? InstanceId = null)
{
    /// <summary>What is answered instead of the body; null if that is JSON.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the call did what it was asked.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The offers or instances that it tells of; where it tells of none, the answer itself.</summary>
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
