using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using InstanceStatus = Magister.Simulator.Market.InstanceStatus;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// An instance that somebody outbid is being destroyed one polling interval and a little later, as long as Magister ran and could learn of it,
/// the account had credit, and no other destroy was under way. Only its storage is charged, but its place in the fleet stays empty. One that is
/// known to have been outbid is never said to be unhealthy instead.
/// </summary>
internal sealed class OutbidReplaced(World world) : Rule(world)
{
    /// <summary>Time for the list, the account and the instance itself to be asked for, one after another.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(120);

    private readonly Dictionary<long, DateTimeOffset> outbidSince = [];
    private readonly bool canBeLearnt = world.Plan.Spares(VastEndpoint.Show, VastEndpoint.List, VastEndpoint.User);
    private DateTimeOffset? wellSince;

    public override void Began(Life life) => wellSince = null;

    public override void Changed(InstanceBook book)
    {
        if (book is not { IsAlive: true, IsOurs: true, Truth: { IsOutbid: true, Status: InstanceStatus.Stopped } }) outbidSince.Remove(book.Id);
        else outbidSince.TryAdd(book.Id, Now);
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is not DestroyIntended { Cause: DestroyCause.Unhealthy } intended) return;
        Demand(
            World.Lives.Current?.State.Leases.GetValueOrDefault(intended.InstanceId) is not { IsOutbid: true },
            $"instance {intended.InstanceId} was known to have been outbid, and goes for its status ({intended.Reason})");
    }

    public override void Turned(Life life)
    {
        var leases = life.State.Leases;
        var isWell = canBeLearnt && IsVastWell && World.Market.HasCredit && life is { IsRecorded: true, IsReady: true, State.Steering.Mode: SteeringMode.Running }
            && leases.Values.All(lease => lease.Destruction is null);
        wellSince = isWell ? wellSince ?? Now : null;
        if (wellSince is not { } well) return;
        foreach (var (instanceId, since) in outbidSince.ToArray())
        {
            // Meanwhile it cannot be destroyed as outbid.
            if (leases.GetValueOrDefault(instanceId) is not { ShouldDrop: false, MissingSince: null, Labelling: null })
            {
                outbidSince[instanceId] = Now;
                continue;
            }

            var borne = life.Settings.PollingInterval + Slack;
            Demand(Now - Moments.Later(since, Moments.Later(well, life.FrozenUntil)) <= borne, $"instance {instanceId} was outbid {(Now - since).TotalSeconds:0} s ago and is kept, where {borne.TotalSeconds:0} s are borne");
        }
    }
}
