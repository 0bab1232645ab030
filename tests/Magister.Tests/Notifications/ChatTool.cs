using System.Text.Json;
using Magister.StandIns;

namespace Magister.Tests.Notifications;

/// <summary>A stand-in that acts as the webhook of a chat tool.</summary>
internal static class ChatTool
{
    public const string Token = "T000-B000-a-webhooks-token";

    public static StandIn Start() => new StandIn().Otherwise(Replies.Status(200));

    public static Uri Webhook(this StandIn chat) => new(chat.Address, $"services/{Token}?key={Token}");

    public static string[] Told(this StandIn chat) => [.. chat.Seen.Select(message => $"{Field(message.Body!, "kind")} {Field(message.Body!, "state")}")];

    public static string Field(string message, string name)
    {
        using var body = JsonDocument.Parse(message);
        return body.RootElement.GetProperty(name).GetString()!;
    }
}
