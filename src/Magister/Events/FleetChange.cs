using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Events;

/// <summary>A fact that is on disk, with the fleet right before and right after it: the input of log, events and metrics.</summary>
internal sealed record FleetChange(Recorded Recorded, FleetState Before, FleetState After)
{
    public Fact Fact => Recorded.Fact;

    /// <summary>The name of the operator's token; null if there was none.</summary>
    public string? By => (Fact as IOperatorsWord)?.By;

    /// <summary>The instance that the fact is about; null for a rent without an answer and for facts about no instance.</summary>
    public long? InstanceId => Fact switch
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
        ContractSeen seen => seen.InstanceId,
        PriceIncreaseSeen seen => seen.InstanceId,
        Released released => released.InstanceId,
        SeenLabelled seen => seen.InstanceId,
        SeenUnlabelled seen => seen.InstanceId,
        LabelFailed failed => failed.InstanceId,
        WorkReported report => report.InstanceId,
        WentSilent silent => silent.InstanceId,
        AbsentFromHierophant absent => absent.InstanceId,
        BackAtHierophant back => back.InstanceId,
        ProofsCounted counted => counted.InstanceId,
        _ => null,
    };

    /// <summary>The offer that the fact is about, or that its instance was rented from.</summary>
    public long? OfferId => Fact switch
    {
        RentIntended rent => rent.Offer.Id,
        RentAccepted rent => rent.OfferId,
        RentRefused rent => rent.OfferId,
        RentUncertain rent => rent.OfferId,
        RentNeverHappened rent => rent.OfferId,
        Verified verified => verified.OfferId,
        DropRequested drop => drop.OfferId,
        Adopted adopted => adopted.OfferId,
        _ => Lease?.OfferId,
    };

    /// <summary>The instance after the fact, or before it if the fact ended it.</summary>
    public Lease? Lease => InstanceId is { } instance
        ? After.Leases.GetValueOrDefault(instance) ?? Before.Leases.GetValueOrDefault(instance)
        : null;

    /// <summary>The rent without an answer that the fact is about.</summary>
    public PendingRent? Rent => InstanceId is null && OfferId is { } offer
        ? Before.Rents.GetValueOrDefault(offer) ?? After.Rents.GetValueOrDefault(offer)
        : null;

    /// <summary>What was rented, as far as it is known.</summary>
    public Offer? Offer => Lease?.Offer ?? Rent?.Offer;
}
