using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>
/// A verified instance is replaced by an offer that is cheaper by <c>replace_when_cheaper</c> if the savings, until the first of both is
/// expected to end, pay for the time in which neither works. One at a time, and only from a fleet that is whole and well. An on-demand
/// instance is not replaced by an interruptible one.
/// </summary>
internal static class CheaperRule
{
    /// <summary>How much less likely to work the new machine may be: one that works is nearly always more certain than one yet to begin.</summary>
    private const double CertaintyMargin = 0.05;

    /// <summary>Whether one may be replaced now, whatever offers there are.</summary>
    public static bool Applies(FleetState fleet, FleetSettings settings) =>
        settings.ReplaceWhenCheaper is not null
        && fleet.Steering.Mode is SteeringMode.Running
        && fleet.Occupied == fleet.NumberWanted(settings) && FleetTrouble.MayReplaceOne(fleet, settings)
        && fleet.Index is { Missing.IsEmpty: true, Unhealthy.IsEmpty: true, Idle.IsEmpty: true, Absent.IsEmpty: true }
        && !CreditRule.IsUsedUp(fleet);

    /// <summary>The most expensive instance that an offer should replace; null if it replaces none.</summary>
    public static PlannedAction.Destroy? Propose(Offer offer, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (settings.ReplaceWhenCheaper is not { } fraction || Offer.SoundPrice(OfferPrice.PerHour(offer, settings.Query)) is not { } price || !Applies(fleet, settings)) return null;
        var dearer = fleet.Index.Spare.Where(spare => price <= spare.PricePerHour * (1 - fraction)).Select(spare => fleet.Leases[spare.InstanceId])
            .Where(lease => lease.Offer.IsBid is true || settings.Query.Bidding is null).ToArray();
        if (dearer.Length == 0) return null;
        var valuation = new Valuation(fleet, settings, now);
        var value = valuation.Of(offer);
        return dearer.FirstOrDefault(lease => IsAsGood(offer, lease.Offer) && Pays(value, valuation.Of(lease))) is { } replaced
            ? new PlannedAction.Destroy(replaced.InstanceId, DestroyCause.Cheaper, $"it costs {replaced.Offer.DphTotal:0.####} USD an hour, and offer {offer.Id} costs {price:0.####}")
            : null;
    }

    private static bool IsAsGood(Offer offer, Offer old) => offer.MachineId != old.MachineId && (offer.NumGpus ?? 1) >= (old.NumGpus ?? 1);

    private static bool Pays(OfferValue? next, OfferValue? old)
    {
        if (next is null || old is null || next.Works < old.Works - CertaintyMargin) return false;
        var saved = (old.PricePerHour - next.PricePerHour) * Math.Min(old.LifeHours, next.LifeHours);

        // The new one is paid for until it works, and meanwhile the old one's work is missing.
        return saved > (next.PricePerHour + old.PricePerHour) * (next.BootHours + next.FailedHours);
    }
}
