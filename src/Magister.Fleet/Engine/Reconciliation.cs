using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Compares what Vast shows with what is known, and records the difference.</summary>
internal sealed class Reconciliation(FleetSettings settings, Sightings sightings, OfferBook offers, StepBuilder step)
{
    private readonly ContractWatch contracts = new(settings, step);

    private FleetState State => step.State;

    /// <summary>Takes a complete list.</summary>
    public void TakeList(InstanceListing found, DateTimeOffset begunAt, DateTimeOffset now)
    {
        sightings.Looked(begunAt, State);
        var ours = found.Instances.Where(row => row.Label is FleetSettings.Label).ToArray();
        foreach (var row in ours) TakeRow(row, begunAt, now);
        TakeAbsences([.. ours.Select(row => row.Id)], begunAt, now);
    }

    /// <summary>Takes the answer to asking for one instance.</summary>
    /// <param name="row">Null once it is gone.</param>
    public void TakeShown(long instanceId, ListedInstance? row, DateTimeOffset now)
    {
        if (row is null) sightings.SaidGone(instanceId, State, now);
        else if (row.Label is FleetSettings.Label) Look(row, now, now);
        else Release(row, now);
    }

    private void Release(ListedInstance row, DateTimeOffset now)
    {
        if (!State.Leases.ContainsKey(row.Id)) return;
        step.Record(new Released(row.Id, row.Label is { } label ? $"its label is {label} now" : "its label was taken away"), now);
    }

    private void TakeAbsences(HashSet<long> listed, DateTimeOffset begunAt, DateTimeOffset now)
    {
        step.Record(sightings.Lacking(listed, begunAt, State), now);
        step.Record(sightings.CertainlyGone(State), now);
        foreach (var rent in sightings.NeverHappened(listed, begunAt, State))
        {
            step.Record(rent, now);
            offers.Refuse(rent.OfferId, now);
        }
    }

    private void TakeRow(ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (!State.Leases.ContainsKey(row.Id))
        {
            if (NewsOf(row, begunAt, now) is not { } news) return;
            step.Record(news, now);
        }

        Look(row, begunAt, now);
    }

    // What a row that is no lease says of itself; null where it is nobody's business, or will be another time.
    private Fact? NewsOf(ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (State.Ended.TryGetValue(row.Id, out var ended)) return AdoptionAfter(ended, row, begunAt, now);
        if (Onstart.OfferIdOf(row.Onstart, settings.Onstart.MagisterAddress) is not { } offerId) return null;
        if (!State.Rents.TryGetValue(offerId, out var rent)) return Adoption(row, offerId, null, now);
        return rent.IsUncertain ? new RentAccepted(offerId, row.Id, true) : null;
    }

    // A list that was under way while an instance ended still has it; one that was begun well afterwards proves Vast wrong.
    private Adopted? AdoptionAfter(EndedLease ended, ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (begunAt < ended.At + settings.ConsistencyWindow) return null;
        var offerId = ended.End is LeaseEnd.Released ? Onstart.OfferIdOf(row.Onstart, settings.Onstart.MagisterAddress) : ended.OfferId;
        var dropReason = ended.End is LeaseEnd.Destroyed || ended.WasDropped ? "Vast confirmed its end but lists it still" : null;
        return offerId is { } id ? Adoption(row, id, dropReason, now) : null;
    }

    private Adopted Adoption(ListedInstance row, long offerId, string? dropReason, DateTimeOffset now)
    {
        // A start in the future would put the deadline off without end.
        var rentedAt = row.StartDate is { } start && start < now ? start : now;
        return new Adopted
        {
            InstanceId = row.Id,
            OfferId = offerId,
            Offer = row.Hardware with { Id = offerId },
            StartedAt = rentedAt,
            AwaitsVerification = rentedAt + settings.VerificationTimeout > now,
            DropReason = dropReason,
            SignatureDigest = Onstart.EndpointOf(row.Onstart, settings.Onstart.MagisterAddress)?.SignatureDigest,
        };
    }

    private void Look(ListedInstance row, DateTimeOffset seenAt, DateTimeOffset now)
    {
        if (!State.Leases.TryGetValue(row.Id, out var lease)) return;
        sightings.SawOurs(row.Id, seenAt);
        if (lease.MissingSince is not null) step.Record(new SeenAgain(row.Id), now);
        var isFailureNews = InstanceStatus.IsFinalFailure(row.ActualStatus, row.StatusMessage)
            != InstanceStatus.IsFinalFailure(lease.Status, lease.StatusMessage);
        if (row.Status != lease.Status || isFailureNews) step.Record(new StatusChanged(row.Id, row.Status, row.StatusMessage), now);
        contracts.Look(row, now);
    }
}
