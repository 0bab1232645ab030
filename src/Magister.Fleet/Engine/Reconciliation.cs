using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Compares what Vast shows with what is known, and records the difference.</summary>
internal sealed class Reconciliation(LiveSettings settings, Sightings sightings, RentDesk renting, LabelDesk labels, StepBuilder step)
{
    private readonly ContractWatch contracts = new(settings, step);

    private FleetState State => step.State;

    /// <summary>Takes a complete list.</summary>
    public void TakeList(InstanceListing found, EngineCall.List list, DateTimeOffset now)
    {
        sightings.Looked(list.BegunAt, State);
        var ours = found.Instances.Where(IsOurs).ToArray();
        foreach (var row in ours) TakeRow(row, list.BegunAt, now);
        foreach (var row in found.Instances) TakeOtherLabel(row, list.BegunAt, now);
        TakeAbsences([.. ours.Select(row => row.Id)], list, now);
    }

    /// <summary>Takes Vast's answer about a single instance.</summary>
    public void TakeShown(long instanceId, ShownInstance shown, DateTimeOffset now)
    {
        if (shown.Instance is not { } row) step.Record(sightings.SaidGone(instanceId, shown.IsHint, State, now), now);
        else if (IsOurs(row)) Look(row, now, now);
        else Release(row, now);
    }

    // An unlabelled instance is ours only if our own rent accounts for it: other people's may have lost, or never had, a label.
    private bool IsOurs(ListedInstance row) =>
        row.Label is FleetSettings.Label
        || (string.IsNullOrWhiteSpace(row.Label)
            && (State.Leases.TryGetValue(row.Id, out var lease) ? lease.Labelling is not null
                : OfferIdOf(row) is { } offerId && State.Rents.TryGetValue(offerId, out var rent) && rent.IsUncertain && !State.Ended.ContainsKey(row.Id)));

    private long? OfferIdOf(ListedInstance row) => Onstart.OfferIdOf(row.Onstart, settings.Now.Onstart.MagisterAddress);

    // A missing label may be a mistake of Vast's, so such an instance is asked about; a different label is no mistake.
    private void TakeOtherLabel(ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (row.Label is FleetSettings.Label || string.IsNullOrWhiteSpace(row.Label)) return;
        if (State.Leases.TryGetValue(row.Id, out var lease) && sightings.IsNews(lease, begunAt)) Release(row, now);
    }

    private void Release(ListedInstance row, DateTimeOffset now)
    {
        if (!State.Leases.ContainsKey(row.Id)) return;
        step.Record(new Released(row.Id, string.IsNullOrWhiteSpace(row.Label) ? "its label was removed" : $"its label is {row.Label} now"), now);
    }

    private void TakeAbsences(HashSet<long> listed, EngineCall.List list, DateTimeOffset now)
    {
        step.Record(sightings.Lacking(listed, list.IsOfAllLabels, list.BegunAt, State), now);
        step.Record(sightings.CertainlyGone(State), now);
        if (!list.IsOfAllLabels) return;
        foreach (var rent in sightings.NeverHappened(listed, list.BegunAt, State))
        {
            step.Record(rent, now);
            renting.NeverHappened(rent.OfferId, now);
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

    // The fact to record for a row without a lease; null if it does not concern us, or not yet.
    private Fact? NewsOf(ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (State.Ended.TryGetValue(row.Id, out var ended)) return AdoptionAfter(ended, row, begunAt, now);
        if (OfferIdOf(row) is not { } offerId) return null;
        if (!State.Rents.TryGetValue(offerId, out var rent)) return Adoption(row, offerId, null, now);
        return rent.IsUncertain ? new RentAccepted(offerId, row.Id, FoundInList: true, AwaitsLabel: row.Label is FleetSettings.Label ? null : true) : null;
    }

    // A list under way while an instance ended still has it; one begun well afterwards proves Vast wrong.
    private Adopted? AdoptionAfter(EndedLease ended, ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (begunAt < ended.At + settings.Now.ConsistencyWindow) return null;
        var offerId = ended.End is LeaseEnd.Released ? OfferIdOf(row) : ended.OfferId;
        var dropReason = ended.End is LeaseEnd.Destroyed || ended.WasDropped ? "Vast confirmed its end but still lists it" : null;
        return offerId is { } id ? Adoption(row, id, dropReason, now) : null;
    }

    private Adopted Adoption(ListedInstance row, long offerId, string? dropReason, DateTimeOffset now)
    {
        // A start in the future would put the deadline off indefinitely: two clocks disagree, and the instance may well be old.
        var isOfTheFuture = row.StartDate > now;
        var rentedAt = isOfTheFuture ? now : row.StartDate ?? now;
        return new Adopted
        {
            InstanceId = row.Id,
            OfferId = offerId,
            Offer = row.Hardware with { Id = offerId },
            StartedAt = rentedAt,
            AwaitsVerification = rentedAt + settings.Now.VerificationTimeout > now && !(isOfTheFuture && row.Status is InstanceStatus.Running),
            DropReason = dropReason,
            SignatureDigest = Onstart.EndpointOf(row.Onstart, settings.Now.Onstart.MagisterAddress)?.SignatureDigest,
            PulseDigest = Onstart.PulseEndpointOf(row.Onstart, settings.Now.Onstart.MagisterAddress)?.SignatureDigest,
        };
    }

    private void Look(ListedInstance row, DateTimeOffset seenAt, DateTimeOffset now)
    {
        if (!State.Leases.TryGetValue(row.Id, out var lease)) return;
        sightings.SawOurs(row.Id, seenAt);
        labels.Seen(lease, row.Label is FleetSettings.Label, seenAt, now);
        if (lease.MissingSince is not null) step.Record(new SeenAgain(row.Id), now);
        var isFailureNews = InstanceStatus.IsFinalFailure(row.ActualStatus, row.StatusMessage)
            != InstanceStatus.IsFinalFailure(lease.Status, lease.StatusMessage);
        if (row.Status != lease.Status || isFailureNews) step.Record(new StatusChanged(row.Id, row.Status, row.StatusMessage), now);
        contracts.Look(row, now);
    }
}
