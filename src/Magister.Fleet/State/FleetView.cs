using System.Collections.Immutable;
using Magister.Fleet.Holds;

namespace Magister.Fleet;

/// <summary>What the endpoints show: the fleet at one moment, never changed afterwards.</summary>
/// <param name="State">The fleet.</param>
/// <param name="NumberInstances">How many to keep: an operator's number, else the configuration's.</param>
/// <param name="Settings">The settings in effect.</param>
/// <param name="Holds">Every reason not to rent, as the last decision found them.</param>
public sealed record FleetView(FleetState State, int NumberInstances, FleetSettings Settings, ImmutableArray<Hold> Holds)
{
    /// <summary>
    /// Why Magister cannot do its work: the first complete look at Vast is not done, or something is wrong with the whole fleet at once. Null
    /// when nothing is.
    /// </summary>
    public string? NotReadyReason => Holds.FirstOrDefault(hold => hold.MeansNotReady)?.Reason;

    /// <summary>The state of the lists from Vast.</summary>
    public Looks Looks { get; init; } = Looks.None;

    /// <summary>Why nothing is rented although something is missing; null otherwise.</summary>
    public string? RentsHeldBackReason => Holds.FirstOrDefault(hold => hold.IsFelt)?.Reason;

    /// <summary>The last search brought fewer offers than are needed; null if it did not, or no more are needed.</summary>
    public Notice.FewOffers? FewOffers { get; init; }

    /// <summary>What Hierophant's own list said last.</summary>
    public HierophantLook Hierophant { get; init; } = HierophantLook.None;

    /// <summary>What the account had left when Vast last told.</summary>
    public CreditLook Credit { get; init; } = CreditLook.None;

    /// <summary>What Vast said when it last refused the API key; null once it has done what it was asked since.</summary>
    public string? KeyRefusal { get; init; }
}
