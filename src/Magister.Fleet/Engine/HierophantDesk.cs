using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using Magister.Fleet.Signing;

namespace Magister.Fleet;

/// <summary>
/// Reads Hierophant's own list of Contemplants, if configured: which are registered there, and which have been absent for too long. A list
/// that cannot be read, is empty or lacks most of the fleet says something about Hierophant, not about its Contemplants: every absence then
/// starts over, as it does after a restart.
/// </summary>
internal sealed class HierophantDesk(LiveSettings settings, StepBuilder step)
{
    // One unusable list must not keep up an alarm until the next, however rarely lists are read.
    private static readonly TimeSpan TroubledWatch = TimeSpan.FromSeconds(15);

    // Only what a kill of Magister may lose depends on it: a count that is about to be lost otherwise is recorded at once.
    private static readonly TimeSpan ProofsCountedEvery = TimeSpan.FromHours(6);

    private readonly Dictionary<long, DateTimeOffset> absentSince = [];
    private DateTimeOffset nextAt = DateTimeOffset.MinValue;
    private DateTimeOffset? troubledSince;
    private bool isAsking;
    private bool isRead;

    private FleetState State => step.State;

    /// <summary>The result of the last list.</summary>
    public HierophantLook Look { get; private set; } = HierophantLook.None;

    /// <summary>Whether lists have lacked an instance for too long, without interruption up to the last one.</summary>
    public bool Lacks(long instanceId) => absentSince.TryGetValue(instanceId, out var since) && Look.At - since >= settings.Now.HierophantAbsence;

    /// <summary>No list was read for a while.</summary>
    public void StoodStill() => absentSince.Clear();

    /// <summary>The settings have changed.</summary>
    public void Reloaded()
    {
        nextAt = DateTimeOffset.MinValue;
        absentSince.Clear();
        if (settings.Now.HierophantWatch == TimeSpan.Zero) (Look, troubledSince) = (HierophantLook.None, null);
    }

    /// <summary>Requests a list if one is due.</summary>
    public void Decide(DateTimeOffset now)
    {
        if (settings.Now.HierophantWatch == TimeSpan.Zero || isAsking || !step.IsDue(Due.At(nextAt, now))) return;
        isAsking = true;
        step.Call(new EngineCall.Contemplants(now));
    }

    public void Ended(EngineCall.Contemplants call, Outcome<HierophantListing> outcome, DateTimeOffset now)
    {
        var trouble = outcome is Outcome<HierophantListing>.Done(var listing)
            ? Take(listing, call.BegunAt, now)
            : $"Hierophant's list of Contemplants cannot be read: {OutcomeText.Describe(outcome)}";
        isRead = outcome is Outcome<HierophantListing>.Done;
        troubledSince = trouble is null ? null : troubledSince ?? now;
        if (trouble is not null) absentSince.Clear();
        Look = Look with { Trouble = trouble };
        (isAsking, nextAt) = (false, call.BegunAt + (trouble is not null && settings.Now.HierophantWatch > TroubledWatch ? TroubledWatch : settings.Now.HierophantWatch));
    }

    /// <summary>Records how many proofs an instance had completed when it was last listed, unless that is recorded already.</summary>
    public void CountProofs(long instanceId, DateTimeOffset now)
    {
        if (!Look.Workers.TryGetValue(instanceId, out var worker) || !State.Leases.TryGetValue(instanceId, out var lease)) return;
        if (worker.Proofs != (lease.Proofs?.Count ?? 0)) step.Record(new ProofsCounted(instanceId, worker.Proofs), now);
    }

    /// <summary>
    /// The alarm once Hierophant has been in trouble for as long as an absence is tolerated; a mere restart is over by then. Three times later
    /// a fleet that is short rents all the same.
    /// </summary>
    public Hold.Alarm? AlarmAt(DateTimeOffset now)
    {
        if (Look.Trouble is not { } trouble || troubledSince is not { } since) return null;

        // It answers, or had some of ours: renting must resume eventually, or a fleet that is short stays short forever.
        var isShort = State.Occupied < State.NumberWanted(settings.Now);
        if (isShort && (isRead || !Look.Workers.IsEmpty) && now >= since + (3 * settings.Now.HierophantAbsence)) return null;
        var due = Due.At(since + settings.Now.HierophantAbsence, now);
        return step.IsDue(due) ? new Hold.Alarm(trouble, "a list of Hierophant's that has most of the fleet") : null;
    }

    // Why the whole list does not count; null if it does.
    private string? Take(HierophantListing listing, DateTimeOffset begunAt, DateTimeOffset now)
    {
        var workers = OursIn(listing);
        foreach (var (id, was) in Look.Workers.OrderBy(was => was.Key))
        {
            // Its Contemplant is gone, or has registered anew.
            if (!workers.TryGetValue(id, out var worker) || worker.Proofs < was.Proofs) CountProofs(id, now);
        }

        Look = new HierophantLook(begunAt, workers, null);
        foreach (var lease in workers.Keys.Select(instanceId => State.Leases[instanceId]).OrderBy(lease => lease.InstanceId)) Found(lease, now);
        var expected = State.Leases.Values.Where(lease => lease is { ShouldDrop: false, MissingSince: null } && lease.VerifiedAt < begunAt).ToArray();
        var lacked = expected.Where(lease => !workers.ContainsKey(lease.InstanceId)).ToArray();
        if (listing.Rows.IsEmpty && lacked.Length > 0) return "Hierophant's list of Contemplants is empty";
        if (FleetTrouble.IsMost(lacked.Length, expected.Length))
        {
            return $"Hierophant's list of Contemplants lacks {lacked.Length} of {expected.Length} verified instances";
        }

        foreach (var back in absentSince.Keys.Except(lacked.Select(lease => lease.InstanceId)).ToArray()) absentSince.Remove(back);
        foreach (var lease in lacked) Lacked(lease, begunAt, now);
        return null;
    }

    private ImmutableDictionary<long, WorkerStanding> OursIn(HierophantListing listing)
    {
        var ours = ImmutableDictionary.CreateBuilder<long, WorkerStanding>();
        foreach (var row in listing.Rows)
        {
            if (Onstart.EndpointIn(row.DropEndpoint, settings.Now.Onstart.MagisterAddress) is not { } endpoint) continue;
            if (EndpointSignature.Judge(State, settings.Now.Onstart.Secret, endpoint.OfferId, endpoint.Signature) is not SignatureVerdict.Accepted) continue;
            if (State.LivingOf(endpoint.OfferId) is { } lease) ours[lease.InstanceId] = row.Standing;
        }

        return ours.ToImmutable();
    }

    // A registered Contemplant has verified itself, whether or not that was heard.
    private void Found(Lease lease, DateTimeOffset now)
    {
        if (lease.VerifiedAt is null) step.Record(new Verified(lease.OfferId, lease.InstanceId), now);
        if (lease.AbsentSince is not null) step.Record(new BackAtHierophant(lease.InstanceId), now);
        if (lease.Proofs is not { } proofs || Look.Workers[lease.InstanceId].Proofs < proofs.Count || now >= proofs.At + ProofsCountedEvery) CountProofs(lease.InstanceId, now);
    }

    private void Lacked(Lease lease, DateTimeOffset begunAt, DateTimeOffset now)
    {
        absentSince.TryAdd(lease.InstanceId, begunAt);
        var absence = begunAt - absentSince[lease.InstanceId];
        if (lease.AbsentSince is null && absence >= settings.Now.HierophantAbsence) step.Record(new AbsentFromHierophant(lease.InstanceId, absence.TotalSeconds), now);
    }
}
