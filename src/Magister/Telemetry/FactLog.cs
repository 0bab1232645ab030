using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Telemetry;

/// <summary>One log line a fact, written once the fact is on disk.</summary>
internal sealed class FactLog(ILogger<FactLog> log)
{
    /// <summary>Logs facts in their order.</summary>
    /// <param name="before">The fleet before the first of them.</param>
    /// <returns>The fleet after the last.</returns>
    public FleetState Write(FleetState before, IEnumerable<Recorded> facts)
    {
        var state = before;
        foreach (var recorded in facts)
        {
            var after = state.Apply(recorded);
            Write(recorded.Fact, state, after);
            state = after;
        }

        return state;
    }

    private void Write(Fact fact, FleetState before, FleetState after)
    {
        if (InstanceOf(fact) is { } instance)
        {
            if ((after.Leases.GetValueOrDefault(instance) ?? before.Leases.GetValueOrDefault(instance)) is not { } lease) return;
            var hardware = new HardwareWords(lease.Offer);
            using var scope = log.BeginScope(hardware.Properties);
            WriteLease(fact, lease, hardware);
        }
        else if (OfferOf(fact) is { } offerId && (before.Rents.GetValueOrDefault(offerId) ?? after.Rents.GetValueOrDefault(offerId)) is { } rent)
        {
            var hardware = new HardwareWords(rent.Offer);
            using var scope = log.BeginScope(hardware.Properties);
            WriteRent(fact, hardware);
        }
    }

    private void WriteRent(Fact fact, HardwareWords hardware)
    {
        switch (fact)
        {
            case RentIntended rent: Log.RentIntended(log, rent.Offer.Id, hardware); break;
            case RentRefused rent: Log.RentRefused(log, rent.OfferId, rent.Reason, hardware); break;
            case RentUncertain rent: Log.RentUncertain(log, rent.OfferId, rent.Reason, hardware); break;
            case RentNeverHappened rent: Log.RentNeverHappened(log, rent.OfferId, hardware); break;
            case Verified verified: Log.VerifiedEarly(log, verified.OfferId, hardware); break;
            case DropRequested drop: Log.DropRequestedEarly(log, drop.OfferId, Words(drop.Reason), hardware); break;
            default: break;
        }
    }

    private void WriteLease(Fact fact, Lease lease, HardwareWords hardware)
    {
        var (instance, offer) = (lease.InstanceId, lease.OfferId);
        switch (fact)
        {
            case RentAccepted { FoundInList: true }: Log.RentFound(log, offer, instance, hardware); break;
            case RentAccepted rent: Log.Rented(log, offer, instance, rent.VerifyBy, hardware); break;
            case Verified: Log.Verified(log, instance, offer, hardware); break;
            case DropRequested drop: Log.DropRequested(log, instance, offer, Words(drop.Reason), hardware); break;
            case DestroyIntended destroy:
                Log.DestroyIntended(log, instance, offer, lease.Destruction?.Attempts ?? 1, destroy.Reason, hardware);
                break;
            case DestroyFailed failed: Log.DestroyFailed(log, instance, offer, failed.Reason, hardware); break;
            case Destroyed: Log.Destroyed(log, instance, offer, lease.Destruction?.Reason ?? "", hardware); break;
            case Adopted: Log.Adopted(log, instance, offer, Standing(lease), hardware); break;
            case SeenMissing: Log.SeenMissing(log, instance, offer, hardware); break;
            case SeenAgain: Log.SeenAgain(log, instance, offer, hardware); break;
            case ConfirmedGone: Log.ConfirmedGone(log, instance, offer, hardware); break;
            case StatusChanged status:
                Log.StatusChanged(log, instance, offer, status.Status ?? "being provisioned", status.Message ?? "no message", hardware);
                break;
            case Released released: Log.Released(log, instance, offer, released.Reason, hardware); break;
            default: break;
        }
    }

    private static long? InstanceOf(Fact fact) => fact switch
    {
        RentAccepted rent => rent.InstanceId,
        Verified verified => verified.InstanceId,
        DropRequested drop => drop.InstanceId,
        Adopted adopted => adopted.InstanceId,
        DestroyIntended destroy => destroy.InstanceId,
        DestroyFailed failed => failed.InstanceId,
        Destroyed destroyed => destroyed.InstanceId,
        SeenMissing missing => missing.InstanceId,
        SeenAgain seen => seen.InstanceId,
        ConfirmedGone gone => gone.InstanceId,
        StatusChanged status => status.InstanceId,
        Released released => released.InstanceId,
        _ => null,
    };

    private static long? OfferOf(Fact fact) => fact switch
    {
        RentIntended rent => rent.Offer.Id,
        RentRefused rent => rent.OfferId,
        RentUncertain rent => rent.OfferId,
        RentNeverHappened rent => rent.OfferId,
        Verified verified => verified.OfferId,
        DropRequested drop => drop.OfferId,
        _ => null,
    };

    private static string Standing(Lease lease) => lease switch
    {
        { Drop: { } drop } => $"only to destroy it: {drop.Reason}",
        { VerifiedAt: not null } => "which counts as verified",
        _ => "not verified yet",
    };

    private static string Words(string reason) => reason.Length > 0 ? reason : "no reason given";
}
