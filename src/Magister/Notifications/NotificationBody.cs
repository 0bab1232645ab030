using System.Text.Json;
using System.Text.Json.Serialization;
using Magister.Configuration;
using Magister.Fleet;

namespace Magister.Notifications;

/// <summary>What is sent for a notification.</summary>
/// <param name="Text">What Slack and Mattermost show.</param>
/// <param name="Content">The same for Discord.</param>
/// <param name="Kind"><c>fleet_short</c>, <c>fleet_troubled</c>, <c>breaker_open</c>, <c>key_refused</c>, <c>vast_silent</c>, <c>credit_low</c>, <c>machine_failing</c>, <c>destroy_failing</c>, <c>nobody_leads</c> or <c>ended</c>.</param>
/// <param name="State"><c>begun</c>, <c>still</c> or <c>over</c>.</param>
/// <param name="Since">When it began.</param>
/// <param name="Magister">The sender: the address that Contemplants reach.</param>
/// <param name="AllowedMentions">Tells Discord to mention nobody, whatever the text contains.</param>
internal sealed record NotificationBody(
    string Text, string Content, string Kind, string State, DateTimeOffset Since, string Magister, AllowedMentions AllowedMentions)
{
    /// <summary>Discord takes 2,000 characters.</summary>
    private const int MaxText = 1800;
    private const int MaxLines = 10;

    public static NotificationBody Create(Notification notification, string magister, SecretTexts secrets)
    {
        var lines = notification.Texts.Take(MaxLines).Select(text => Inert(secrets.MaskedPlain(text))).ToList();
        if (notification.Texts.Length > MaxLines) lines.Add($"and {notification.Texts.Length - MaxLines} more");
        var lead = notification.State is NotificationState.Still ? "still: " : "";
        var text = $"Magister {magister}: {lead}{string.Join('\n', lines)}";
        text = TextBeginning.ForPeople(text, MaxText);
        return new NotificationBody(text, text, Word(notification.Kind.ToString()), Word(notification.State.ToString()), notification.Since, magister, new AllowedMentions([]));
    }

    // They include texts from machines and callers, which must not mention people, link anywhere or look like markup.
    private static string Inert(string text) => string.Concat(text.Replace("://", ": ", StringComparison.Ordinal).Select(character => character switch
    {
        '<' => '‹',
        '>' => '›',
        '[' => '(',
        ']' => ')',
        '@' => '＠',
        '`' => '\'',
        _ => character,
    }));

    private static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

/// <summary>Whom Discord mentions: nobody if the list is empty.</summary>
internal sealed record AllowedMentions(string[] Parse);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NotificationBody))]
internal sealed partial class NotificationJson : JsonSerializerContext;
