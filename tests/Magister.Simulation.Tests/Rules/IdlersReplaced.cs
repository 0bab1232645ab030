using Magister.Fleet;
using Magister.Fleet.Planning;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// An instance that has reported and does not work, or is no longer heard, is being destroyed within its time limit, as long as Magister
/// could hear and see, and no more than half of those that report were in trouble.
/// </summary>
internal sealed class IdlersReplaced(World world) : Rule(world)
{
    private const int MinReporters = 3;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);

    private readonly Dictionary<long, (bool IsHeard, DateTimeOffset Since)> idlers = [];
    private readonly Dictionary<long, DateTimeOffset> troubledAt = [];
    // Before a destroy for such a reason, Magister asks whether the instance is still its own.
    private readonly bool canBeShown = world.Plan.Spares(VastEndpoint.Show, VastEndpoint.List);
    private DateTimeOffset lookedAt;

    public override void Began(Life life)
    {
        lookedAt = DateTimeOffset.MaxValue;
        idlers.Clear();
    }

    public override void Took(TakenList list)
    {
        if (World.Lives.Current is { } life && list.BegunAt >= Moments.Later(life.BeganAt, life.FrozenUntil)) lookedAt = Moments.Earlier(lookedAt, Now);
    }

    public override void Turned(Life life)
    {
        if (World.Plan.PulseInterval is not { } interval || World.Plan.ClockError > TimeSpan.Zero) return;
        if (life.FrozenUntil > lookedAt) lookedAt = DateTimeOffset.MaxValue;
        var reporters = life.State.Leases.Values.Where(IsReporter).ToArray();
        foreach (var troubled in reporters.Where(lease => IsInTrouble(lease.InstanceId))) troubledAt[troubled.InstanceId] = Now;
        var couldJudge = Now >= lookedAt && canBeShown && IsVastWell && life.IsRecorded && !CreditRule.IsUsedUp(life.State) && life.State.Leases.Values.All(lease => lease.Destruction is null)
            && (reporters.Length < MinReporters || 2 * reporters.Count(lease => Now - troubledAt.GetValueOrDefault(lease.InstanceId) < Lag(interval)) <= reporters.Length);
        if (!couldJudge) idlers.Clear();
        else foreach (var lease in reporters) Judge(lease, interval);
        foreach (var ended in idlers.Keys.Where(id => !life.State.Leases.ContainsKey(id)).ToArray()) idlers.Remove(ended);
    }

    private void Judge(Lease lease, TimeSpan interval)
    {
        var worker = World.Callers.Schedule.Find(lease.InstanceId);
        if (worker is null || !World.Callers.IsInTrouble(lease.InstanceId) || World.Books.Ours.Count(book => book.OfferId == lease.OfferId) > 1)
        {
            idlers.Remove(lease.InstanceId);
            return;
        }

        var isHeard = worker.IsWatched && worker.CutUntil <= Now;
        if (!idlers.TryGetValue(lease.InstanceId, out var idler) || idler.IsHeard != isHeard) idlers[lease.InstanceId] = idler = (isHeard, Now);
        var borne = isHeard ? World.Plan.Fleet.ContemplantDown : Moments.Longer(World.Plan.Fleet.ContemplantSilence, 3 * interval);
        Demand(
            Now - idler.Since < borne + (2.2 * interval) + Slack,
            $"instance {lease.InstanceId} {(isHeard ? "does not work" : "is silent")} for {(Now - idler.Since).TotalSeconds:0} s at least, where {borne.TotalSeconds:0} s are borne");
    }

    // One that does not run has no watch that could be in trouble, but is as silent.
    private bool IsInTrouble(long instanceId) => World.Callers.Schedule.Find(instanceId) is null || World.Callers.IsInTrouble(instanceId);

    // A recovery is known only at the next pulse.
    private static TimeSpan Lag(TimeSpan interval) => (1.1 * interval) + Slack;

    private static bool IsReporter(Lease lease) => lease is { ShouldDrop: false, MissingSince: null, VerifiedAt: not null, Work: not null };
}
