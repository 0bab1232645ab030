namespace Magister.Notifications;

/// <summary>Something that is wrong now and that an operator should know.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Subject">The instance or machine it is about; 0 where it is about all.</param>
/// <param name="Text">What is wrong, in words.</param>
/// <param name="OverText">What to say once it is over.</param>
/// <param name="Since">Since when; null if nobody but the one who looks can know.</param>
/// <param name="Grace">How long it may last before somebody is told.</param>
internal sealed record Alert(AlertKind Kind, long Subject, string Text, string OverText, DateTimeOffset? Since, TimeSpan Grace);

internal enum AlertKind
{
    FleetShort,

    /// <summary>Something is wrong with the whole fleet at once.</summary>
    FleetTroubled,

    /// <summary>Rents in a row came to nothing.</summary>
    BreakerOpen,
    KeyRefused,

    /// <summary>No complete list has come from Vast for three polling intervals: what is shown is old, and what disappears is not noticed.</summary>
    VastSilent,
    CreditLow,
    MachineFailing,
    DestroyFailing,

    /// <summary>Magister ended by itself.</summary>
    Ended,
}
