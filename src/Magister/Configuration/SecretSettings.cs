using Magister.Journal.Shared;

namespace Magister.Configuration;

/// <summary>Every setting that is a secret or contains one, read in one place, so that all of them are masked.</summary>
/// <param name="ApiKey">Empty if it is not set, which is a problem of its own.</param>
internal sealed record SecretSettings(
    string? SshKeys, string ApiKey, string? EndpointSecret, string? OperatorToken, NotificationSettings? Notifications, string? Journal)
{
    /// <summary>What no text may show.</summary>
    public SecretTexts Texts => new(
        SshKeys, ApiKey, EndpointSecret, OperatorToken, Notifications?.Url.OriginalString, Notifications?.Url.PathAndQuery, Journal, Journal is null ? null : PostgresFleetDatabase.PasswordIn(Journal));

    /// <summary>The value of a setting; null if it is not set, or not a secret.</summary>
    public string? Of(SettingKey key) =>
        key == SettingKeys.SshAuthorizedKeys ? SshKeys
        : key == SettingKeys.VastApiKey ? ApiKey
        : key == SettingKeys.EndpointSecret ? EndpointSecret
        : key == SettingKeys.OperatorToken ? OperatorToken
        : key == SettingKeys.NotifyUrl ? Notifications?.Url.OriginalString
        : key == SettingKeys.Journal ? Journal
        : null;

    public static SecretSettings Read(SettingsReader reader) => new(
        ContemplantReading.SshKeys(reader),
        SecretReading.Read(reader, SettingKeys.VastApiKey) ?? "",
        AccessReading.EndpointSecret(reader),
        AccessReading.OperatorToken(reader),
        NotificationReading.Read(reader),
        SharedSettings.ReadConnection(reader));
}
