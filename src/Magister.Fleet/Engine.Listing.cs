using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

public sealed partial class Engine
{
    private static readonly TimeSpan FirstListBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestListBackoff = TimeSpan.FromSeconds(30);

    private bool listing;
    private DateTimeOffset? lookedAt;
    private DateTimeOffset listNotBefore = DateTimeOffset.MinValue;
    private int listFailures;
    private string? listFailure;

    private void ListEnded(DateTimeOffset begunAt, Outcome<InstanceListing> outcome, DateTimeOffset now)
    {
        listing = false;
        switch (outcome)
        {
            case Outcome<InstanceListing>.Done done:
                TakeListing(done.Value, begunAt, now);
                break;
            case Outcome<InstanceListing>.Unauthorised refused when lookedAt is null:
                verdict = KeyRefused(refused.Reason);
                break;
            default:
                ListFailed(OutcomeWords.Of(outcome), now);
                break;
        }
    }

    private void ListFailed(string reason, DateTimeOffset now)
    {
        listFailure = reason;
        listNotBefore = now + Backoff.After(listFailures, FirstListBackoff, LongestListBackoff);
        listFailures++;
        notices.Add(new Notice.CallFailed("list", reason));
    }

    private void TakeListing(InstanceListing found, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var firstLook = lookedAt is null;
        lookedAt = begunAt;
        listFailures = 0;
        listFailure = null;
        foreach (var ended in seenOursAt.Keys.Where(instanceId => !State.Leases.ContainsKey(instanceId)).ToArray()) seenOursAt.Remove(ended);
        foreach (var row in found.Instances) TakeRow(row, begunAt, now);
        TakeAbsences(found.Instances.Where(row => row.Label is FleetSettings.Label).Select(row => row.Id).ToHashSet(), begunAt, now);
        if (!firstLook) return;
        heldBack = null;
        // Nothing is missing: the start is over without a search, and whatever a search brings later ends no program.
        searchedOnce = RentRule.Missing(State, settings) <= 0;
        notices.Add(new Notice.LookedAtVast(found.Instances.Length, State.Leases.Count));
    }

    private void TakeRow(ListedInstance row, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (row.Label is not FleetSettings.Label) return;
        if (State.Leases.ContainsKey(row.Id))
        {
            Look(row, begunAt, now);
            return;
        }

        if (State.Ended.TryGetValue(row.Id, out var ended))
        {
            ReopenIfStillThere(row, ended, begunAt, now);
            return;
        }

        if (Onstart.OfferIdOf(row.Onstart, settings.Onstart.MagisterAddress) is not { } offerId) return;
        if (!State.Rents.TryGetValue(offerId, out var rent)) Adopt(row, offerId, null, now);
        else if (rent.IsUncertain) Record(new RentAccepted(offerId, row.Id, rent.UncertainSince!.Value + settings.VerificationTimeout, true), now);
        else return;
        Look(row, begunAt, now);
    }

    // A list that was under way while an instance ended still has it; one that was begun well afterwards proves Vast wrong.
    private void ReopenIfStillThere(ListedInstance row, EndedLease ended, DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (begunAt < ended.At + settings.ConsistencyWindow) return;
        var offerId = ended.End is LeaseEnd.Released
            ? Onstart.OfferIdOf(row.Onstart, settings.Onstart.MagisterAddress)
            : ended.OfferId;
        if (offerId is not { } id) return;
        Adopt(row, id, ended.End is LeaseEnd.Destroyed || ended.WasDropped ? "Vast confirmed its end but lists it still" : null, now);
        Look(row, begunAt, now);
    }

    private void Adopt(ListedInstance row, long offerId, string? dropReason, DateTimeOffset now)
    {
        // A start in the future would put the deadline off without end.
        var rentedAt = row.StartDate is { } start && start < now ? start : now;
        var deadline = rentedAt + settings.VerificationTimeout;
        Record(
            new Adopted
            {
                InstanceId = row.Id,
                OfferId = offerId,
                Offer = row.Hardware with { Id = offerId },
                StartedAt = rentedAt,
                VerifyBy = deadline > now ? deadline : null,
                DropReason = dropReason,
                SignatureDigest = Onstart.EndpointOf(row.Onstart, settings.Onstart.MagisterAddress)?.SignatureDigest,
            },
            now);
    }

    private void Look(ListedInstance row, DateTimeOffset seenAt, DateTimeOffset now)
    {
        if (!State.Leases.TryGetValue(row.Id, out var lease)) return;
        seenOursAt[row.Id] = seenAt;
        if (lease.MissingSince is not null) Record(new SeenAgain(row.Id), now);
        var isFailureNews = InstanceStatus.IsFinalFailure(row.ActualStatus, row.StatusMessage)
            != InstanceStatus.IsFinalFailure(lease.Status, lease.StatusMessage);
        if (StatusOf(row) != lease.Status || isFailureNews) Record(new StatusChanged(row.Id, StatusOf(row), row.StatusMessage), now);
    }

    // An instance that Vast stopped keeps an actual status from before for a while; what it is meant to be tells sooner.
    private static string? StatusOf(ListedInstance row) =>
        row is { CurState: InstanceStatus.Stopped, IntendedStatus: InstanceStatus.Stopped, NextState: InstanceStatus.Stopped or null }
            ? InstanceStatus.Stopped
            : row.ActualStatus;

    /// <summary>When the next list is due: at the polling interval, and sooner where one can settle something.</summary>
    private DateTimeOffset ListDue()
    {
        if (lookedAt is not { } looked) return listNotBefore;
        var due = looked + settings.PollingInterval;
        foreach (var rent in State.Rents.Values)
        {
            if (LackNotBefore(rent) is { } lackNotBefore) due = Earlier(due, looked < rent.UncertainSince ? rent.UncertainSince.Value : lackNotBefore);
        }

        if (HoldAfterLostJournal is { } certainAt) due = Earlier(due, certainAt);
        if (AbsenceRule.IsSuspicious(State)) due = Earlier(due, State.Index.Missing.Max.At + settings.ConsistencyWindow);
        return Later(due, listNotBefore);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static Verdict.KeyRefused KeyRefused(string reason) =>
        new($"Vast does not accept the API key ({reason}). Set vast_api_key (VAST_API_KEY) to a valid key of the account.");
}
