namespace Magister.Fleet;

/// <summary>What the endpoints show: the fleet at one moment, never changed afterwards.</summary>
/// <param name="State">The fleet.</param>
/// <param name="NumberInstances">How many are wanted: an operator's number, else the configuration's.</param>
/// <param name="ConfiguredNumberInstances">The configuration's number.</param>
/// <param name="NotReadyReason">
/// Why Magister cannot do its work: the first complete look at Vast is not done, or something is wrong with the whole fleet at once. Null
/// when nothing is.
/// </param>
/// <param name="RentsHeldBackReason">Why nothing is rented although something is missing; null otherwise.</param>
public sealed record FleetView(
    FleetState State, int NumberInstances, int ConfiguredNumberInstances, string? NotReadyReason, string? RentsHeldBackReason)
{
    /// <summary>What Vast said when it last refused the API key; null once it has done what it was asked since.</summary>
    public string? KeyRefusal { get; init; }
}
