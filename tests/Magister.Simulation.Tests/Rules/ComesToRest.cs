using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Rule 6: once nothing goes wrong any more, the fleet reaches its number within the run's bound, with every instance known and verified
/// and nothing uncertain or about to be destroyed, and stays so. The clock restarts if the market even then interferes with an instance of ours, or
/// its contract ends.
/// </summary>
internal sealed class ComesToRest(World world) : Rule(world)
{
    /// <summary>Pulses come a little sooner or later than their interval; a lost one leaves twice that gap.</summary>
    private const double PulsesApart = 1.5;

    private readonly TimeSpan bound = RestBound.Of(world.Plan);
    private readonly Dictionary<long, DateTimeOffset> heardAt = [];
    private readonly Dictionary<long, DateTimeOffset> troubledAt = [];
    private DateTimeOffset? disturbedAt;
    private DateTimeOffset? restingSince;
    private bool wasHeld;

    public TimeSpan Bound => bound;

    /// <summary>The time from the end of the trouble, or the last disturbance after it, to the rest.</summary>
    public TimeSpan? SettledAfter => restingSince - disturbedAt;

    public override void Calmed() => Disturb();

    public override void Changed(InstanceBook book)
    {
        if (!book.IsOurs || disturbedAt is null) return;
        if (book.IsAlive ? IsIll(book) : book.Truth.GoneBy is not Simulator.Market.EndedBy.Call) Disturb();
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is WorkReported report) heardAt[report.InstanceId] = Now;

        // A budget lets a fleet grow when its day ends or a cheaper offer appears; the fleet hears an operator's word before the operator is
        // answered.
        var isMoved = recorded.Fact is DestroyIntended { Cause: DestroyCause.Expiring or DestroyCause.Cheaper or DestroyCause.Drained } or Scaled or Paused or Resumed or DrainBegun or MachineJudged || (recorded.Fact is RentIntended && World.Plan.Fleet.HasBudget);
        if (isMoved && disturbedAt is not null) Disturb();
    }

    public override void CallArrived(CallerCall call, long offerId)
    {
        if (call is CallerCall.Drop && disturbedAt is not null) Disturb();
    }

    public override void CallAnswered(CallerCall call, int? status, int directory)
    {
        if (call is CallerCall.Pulse && status is 200) heardAt[call.InstanceId] = Now;
    }

    public override void SteeringAnswered(Fleet.FleetView? view, int directory)
    {
        if (disturbedAt is not null) Disturb();
    }

    public override void Turned(Life life)
    {
        NoteTrouble();
        if (disturbedAt is null) return;

        var isHeld = IsHeldByBudget(life);
        if (wasHeld && !isHeld) Disturb();
        wasHeld = isHeld;

        // The answer to a request made during the trouble may arrive after it.
        if (!life.IsHierophantsListSound) restingSince = null;
        var (unrest, since) = (Unrest(life), disturbedAt!.Value);
        if (unrest is null) restingSince ??= Now;
        else if (restingSince is not null) Broken($"the fleet was at rest and is not any more: {unrest}");
        else Demand(Now <= since + bound, $"{(Now - since).TotalSeconds:0} s after the last disturbance there is no rest, within {bound.TotalSeconds:0} s: {unrest}");
    }

    public override void WorldEnded()
    {
        if (disturbedAt is { } since && Now > since + bound) Demand(restingSince is not null, $"there is no rest at the end, {(Now - since).TotalSeconds:0} s after the last disturbance");
    }

    private void Disturb() => (disturbedAt, restingSince) = (Now, null);

    private string? Unrest(Life life)
    {
        var (state, wanted) = (life.State, life.NumberInstances);
        if (!life.IsReady) return "it has not looked at Vast yet";
        if (!life.IsHierophantsListSound) return "Hierophant's list says nothing yet";
        if (state.Steering.Mode is not Fleet.SteeringMode.Running) return $"it is {state.Steering.Mode}";
        if (World.Books.Ours.FirstOrDefault(IsIll) is { } ill) return $"instance {ill.Id} is {ill.Truth.Status} in truth";
        if (World.Books.Ours.FirstOrDefault(book => IsIdle(book, state)) is { } idle) return $"instance {idle.Id} does not work, or is not heard";
        if (World.Books.Ours.Count != wanted && !(World.Books.Ours.Count < wanted && IsHeldByBudget(life))) return $"{World.Books.Ours.Count} are alive, {wanted} are wanted";
        if (World.Books.Ours.FirstOrDefault(book => book.Truth.ListedFrom > Now) is { } unlisted) return $"lists do not show instance {unlisted.Id} before {unlisted.Truth.ListedFrom:HH:mm:ss}";
        if (!state.Rents.IsEmpty) return $"rents of {string.Join(' ', state.Rents.Keys)} have no answer";
        if (!World.Books.Ours.Select(book => book.Id).SequenceEqual(state.Leases.Keys)) return $"the leases are {string.Join(' ', state.Leases.Keys)}";
        return state.Leases.Values.Select(Unrest).FirstOrDefault(unrest => unrest is not null);
    }

    private bool IsHeldByBudget(Life life) => life.View.Holds.Any(hold => hold is Fleet.Holds.Hold.Budget) && World.Budgets.MayHold(life);

    private static bool IsIll(InstanceBook book) =>
        Fleet.InstanceStatus.IsUnhealthy(book.Truth.Status) || (book.VerifiedAt is not null && book.Truth.Status is not Fleet.InstanceStatus.Running);

    private void NoteTrouble()
    {
        if (World.Plan.PulseInterval is null) return;
        foreach (var book in World.Books.Ours.Where(book => World.Callers.IsInTrouble(book.Id))) troubledAt[book.Id] = Now;
    }

    // A watch that hung before it was ever heard counts only if Hierophant's list is read. One that was in trouble, or whose pulses were lost, remains so for Magister until
    // its next pulse.
    private bool IsIdle(InstanceBook book, Fleet.FleetState state)
    {
        if (restingSince is null && World.Callers.IsLacked(book.Id)) return true;
        var work = state.Leases.GetValueOrDefault(book.Id)?.Work;
        if (World.Callers.IsInTrouble(book.Id)) return work is not null || World.Callers.Schedule.Find(book.Id) is { IsSilent: false };
        if (restingSince is null && work is not null && Now - heardAt.GetValueOrDefault(book.Id) > PulsesApart * World.Plan.PulseInterval) return true;
        return work is not null && troubledAt.TryGetValue(book.Id, out var at) && at >= heardAt.GetValueOrDefault(book.Id);
    }

    private static string? Unrest(Fleet.Lease lease) =>
        lease.ShouldDrop ? $"instance {lease.InstanceId} is to be destroyed"
        : lease.MissingSince is not null ? $"instance {lease.InstanceId} is missing"
        : lease.UnhealthySince is not null ? $"instance {lease.InstanceId} is {lease.Status}"
        : lease.Labelling is not null ? $"instance {lease.InstanceId} was not seen with its label yet"
        : lease.VerifiedAt is null ? $"instance {lease.InstanceId} is not verified"
        : null;
}
