using Magister.Fleet.Holds;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>
/// What must never happen, even if the rules are wrong: checked once more between a decision and its calls. A promise that would be broken
/// is a defect, and nothing is rented for a while.
/// </summary>
internal sealed class Promises(LiveSettings settings)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int MaxIdsTold = 10;

    private Hold.Broken? last;

    /// <summary>Notes a promise that would have been broken.</summary>
    public Hold Note(string what, DateTimeOffset now) => last = new Hold.Broken(what, now + Pause);

    public Hold? At(DateTimeOffset now) => now < last?.TriedAgainAt ? last : null;

    /// <summary>The promise that a call with a recorded intent would break, with the facts around it; null if it may be made.</summary>
    public string? BrokenBy(EngineCall call, FleetState fleet, DateTimeOffset now) => call switch
    {
        EngineCall.Rent(var order) when !fleet.Rents.ContainsKey(order.OfferId) || fleet.Steering.Mode is not SteeringMode.Running
            || fleet.Occupied > fleet.NumberWanted(settings.Now) || BudgetRule.IsPassed(fleet, settings.Now, now) => Text(fleet, $"offer {order.OfferId} was about to be rented beside {fleet.Occupied} of {fleet.NumberWanted(settings.Now)}"),
        EngineCall.Destroy(var instanceId) when fleet.Leases.GetValueOrDefault(instanceId) is not { Destruction.UnderWay: true, MissingSince: null } =>
            Text(fleet, $"instance {instanceId} was about to be destroyed, which is not known as ours to destroy"),
        _ => null,
    };

    /// <summary>How the counts of a fleet disagree with its instances; null if they agree.</summary>
    public static string? Disagreement(FleetState fleet)
    {
        var (index, leases) = (fleet.Index, fleet.Leases.Values.Where(lease => !lease.ShouldDrop).ToArray());
        var (kept, verified) = (leases.Length, leases.Count(lease => lease.VerifiedAt is not null));
        return index.Kept == kept && index.KeptVerified == verified
            ? null
            : Text(fleet, $"{index.Kept} instances, {index.KeptVerified} of them verified, are counted, and there are {kept} and {verified}");
    }

    private static string Text(FleetState fleet, string what) => $"{what} (after fact {fleet.LastSequence}, {fleet.Steering.Mode}; instances {Ids(fleet.Leases.Keys)}; rents {Ids(fleet.Rents.Keys)})";

    private static string Ids(IEnumerable<long> ids)
    {
        var told = string.Join(", ", ids.Take(MaxIdsTold));
        return told.Length == 0 ? "none" : told;
    }
}
