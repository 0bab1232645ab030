namespace Magister.Configuration;

/// <summary>Where and when notifications are sent.</summary>
/// <param name="Url">Receives a POST with JSON. A secret.</param>
/// <param name="ShortAfter">How long the fleet may be short.</param>
/// <param name="CreditBelow">USD below which the credit is low; null to notify only when it is used up.</param>
internal sealed record NotificationSettings(Uri Url, TimeSpan ShortAfter, double? CreditBelow)
{
    /// <summary>The type's name, without the address.</summary>
    public override string ToString() => nameof(NotificationSettings);
}
