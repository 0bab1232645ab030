
namespace Magister.Configuration;

/// <summary>Who is notified of trouble, and of which.</summary>
internal static class NotificationReading
{
    /// <returns>Null if nobody is notified.</returns>
    public static NotificationSettings? Read(SettingsReader reader)
    {
        var url = SecretReading.Read(reader, SettingKeys.NotifyUrl);
        var shortAfter = reader.Seconds(SettingKeys.NotifyShortAfter);
        var creditBelow = reader.Number(SettingKeys.NotifyCreditBelow);
        if (url is null) return null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" })
        {
            return new NotificationSettings(address, shortAfter, creditBelow);
        }

        reader.Reject(SettingKeys.NotifyUrl, url, SettingKeys.NotifyUrl.Path);
        return null;
    }
}
