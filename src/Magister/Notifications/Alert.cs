namespace Magister.Notifications;

/// <summary>A current problem that operators should know about.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Subject">The instance or machine concerned; 0 for the whole fleet.</param>
/// <param name="Text">What is wrong, in words.</param>
/// <param name="OverText">What to say once it is over.</param>
/// <param name="Since">Since when; null if only the observer can know.</param>
/// <param name="Grace">How long it may last before a notification is sent.</param>
internal sealed record Alert(AlertKind Kind, long Subject, string Text, string OverText, DateTimeOffset? Since, TimeSpan Grace);

internal enum AlertKind
{
    FleetShort,

    /// <summary>Something is wrong with the whole fleet at once.</summary>
    FleetTroubled,

    /// <summary>Several rents in a row failed.</summary>
    BreakerOpen,
    KeyRefused,

    /// <summary>No complete list has come from Vast for three polling intervals: the data shown is old, and instances that disappear go unnoticed.</summary>
    VastSilent,
    CreditLow,
    MachineFailing,
    DestroyFailing,

    /// <summary>A fleet that several Magisters share has no leader.</summary>
    NobodyLeads,

    /// <summary>Magister ended by itself.</summary>
    Ended,
}
