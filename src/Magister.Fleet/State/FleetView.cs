using System.Collections.Immutable;
using Magister.Fleet.Holds;

namespace Magister.Fleet;

/// <summary>The fleet at one moment, as the endpoints show it. Never changed afterwards.</summary>
/// <param name="State">The fleet.</param>
/// <param name="NumberInstances">How many to keep: an operator's number, else the configuration's.</param>
/// <param name="Settings">The settings in effect.</param>
/// <param name="Holds">Every reason not to rent, as of the last decision.</param>
public sealed record FleetView(FleetState State, int NumberInstances, FleetSettings Settings, ImmutableArray<Hold> Holds)
{
    /// <summary>
    /// Why Magister cannot do its work: no complete list has come from Vast yet, or something is wrong with the whole fleet at once. Null if
    /// nothing is.
    /// </summary>
    public string? NotReadyReason => Holds.FirstOrDefault(hold => hold.MeansNotReady)?.Reason;

    /// <summary>The state of the lists from Vast.</summary>
    public Looks Looks { get; init; } = Looks.None;

    /// <summary>Why nothing is rented although something is missing; null otherwise.</summary>
    public string? RentsHeldBackReason => Holds.FirstOrDefault(hold => hold.IsFelt)?.Reason;

    /// <summary>Set if the last search found fewer offers than are needed; null once no more are.</summary>
    public Notice.FewOffers? FewOffers { get; init; }

    /// <summary>What Hierophant's own list last said.</summary>
    public HierophantLook Hierophant { get; init; } = HierophantLook.None;

    /// <summary>The account's credit as last reported by Vast.</summary>
    public CreditLook Credit { get; init; } = CreditLook.None;

    /// <summary>Vast's reason when it last refused the API key; null once a later call has succeeded.</summary>
    public string? KeyRefusal { get; init; }
}
