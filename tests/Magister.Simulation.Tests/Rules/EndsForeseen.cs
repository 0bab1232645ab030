using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using InstanceStatus = Magister.Simulator.Market.InstanceStatus;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// For an instance whose end Vast shows, a destroy is under way before Vast stops it, as long as Magister ran, Vast answered and the fleet
/// was otherwise whole; and never more than one instance is on its way out for this reason: the next one waits until the fleet is whole again,
/// or for as long as a boot may take.
/// </summary>
internal sealed class EndsForeseen(World world) : Rule(world)
{
    /// <summary>Time until a decision that may be made is on disk: the instance is asked for first, and a list may be under way.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Inexact = TimeSpan.FromSeconds(1);

    private readonly bool canBeShown = world.Plan.Spares(VastEndpoint.Show, VastEndpoint.List);
    private readonly HashSet<long> ending = [];
    private DateTimeOffset? wellSince;
    private (long InstanceId, DateTimeOffset At)? lastEnd;

    public override void Began(Life life) => wellSince = null;

    public override void LostDirectory()
    {
        ending.Clear();
        lastEnd = null;
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case DestroyIntended { Cause: DestroyCause.Expiring } intended when ending.Add(intended.InstanceId): DemandTurn(intended.InstanceId, recorded.At); break;
            case Destroyed destroyed: End(destroyed.InstanceId, recorded.At); break;
            case ConfirmedGone gone: End(gone.InstanceId, recorded.At); break;
            case Released released: ending.Remove(released.InstanceId); break;
            case Adopted adopted: ComeBack(adopted.InstanceId); break;
            default: break;
        }
    }

    public override void Turned(Life life)
    {
        var leases = life.State.Leases;
        var expiring = leases.Values.Count(lease => lease.Destruction is { Cause: DestroyCause.Expiring });
        Demand(expiring <= 1, $"{expiring} instances are destroyed at once because their contracts end");
        var isWell = canBeShown && IsVastWell && life is { IsHeld: false, IsRecorded: true, State: { Rents.IsEmpty: true, Steering.Mode: SteeringMode.Running } }
            && leases.Count == life.NumberInstances && leases.Values.All(IsWhole);
        wellSince = isWell ? wellSince ?? Now : null;
        if (IsWholeWithout(null, life)) lastEnd = null;
        foreach (var lease in leases.Values.Where(IsWhole)) Judge(lease.InstanceId, life);
    }

    public override void Changed(InstanceBook book)
    {
        if (book.Truth is { IsAlive: true, Status: InstanceStatus.Stopped } truth && truth.EndDate == Now && World.Lives.Current is { } life
            && life.State.Leases.GetValueOrDefault(book.Id) is { } lease && IsWhole(lease)) Judge(book.Id, life);
    }

    private void Judge(long instanceId, Life life)
    {
        if (World.Books.Find(instanceId) is not { Truth: { Offer.HidesEnd: false } truth } || World.Plan.ClockError > TimeSpan.Zero || World.Plan.Fleet.ReplaceBeforeEnd == TimeSpan.Zero) return;
        if (wellSince is not { } since || since < life.FrozenUntil || Now > truth.EndDate) return;
        Demand(
            Now <= Moments.Later(truth.EndDate - World.Plan.Fleet.ReplaceBeforeEnd, since) + Slack,
            $"the contract of instance {instanceId} ends in {(truth.EndDate - Now).TotalSeconds:0} s, all has been well for {(Now - since).TotalSeconds:0} s, and it is kept");
    }

    private void End(long instanceId, DateTimeOffset at)
    {
        if (ending.Remove(instanceId)) lastEnd = (instanceId, at);
    }

    private void ComeBack(long instanceId)
    {
        ending.Remove(instanceId);
        if (lastEnd?.InstanceId == instanceId) lastEnd = null;
    }

    private void DemandTurn(long instanceId, DateTimeOffset at)
    {
        if (lastEnd is not { At: var last } || World.Plan.ClockError > TimeSpan.Zero || World.Lives.Current is not { } life) return;
        var turn = life.Settings.VerificationTimeout + (life.Settings.ProvisioningTimeout ?? default) + (life.Settings.LoadingTimeout ?? default);
        Demand(
            at - last >= turn - Inexact || IsWholeWithout(instanceId, life),
            $"instance {instanceId} goes because its contract ends, {(at - last).TotalSeconds:0} s after another did, and the fleet is not whole again");
    }

    private static bool IsWholeWithout(long? instanceId, Life life) =>
        life.State.Leases.Count >= Math.Min(life.NumberInstances, life.View.NumberInstances) && life.State.Leases.Values.All(lease => lease.InstanceId == instanceId || lease is { ShouldDrop: false, VerifiedAt: not null });

    private static bool IsWhole(Lease lease) => lease is { ShouldDrop: false, MissingSince: null, VerifiedAt: not null, UnhealthySince: null, Labelling: null };
}
