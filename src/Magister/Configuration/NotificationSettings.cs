namespace Magister.Configuration;

/// <summary>Who is told of trouble, and when.</summary>
/// <param name="Url">Takes a POST of JSON. A secret.</param>
/// <param name="ShortAfter">How long the fleet may be short.</param>
/// <param name="CreditBelow">USD under which the account's credit is low; null where only its end is told.</param>
internal sealed record NotificationSettings(Uri Url, TimeSpan ShortAfter, double? CreditBelow)
{
    /// <summary>Says what it is, without the address.</summary>
    public override string ToString() => nameof(NotificationSettings);
}
