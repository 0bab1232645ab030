using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>While all that report, at least three, say that they do not work, Hierophant is to blame: none is destroyed for it.</summary>
internal sealed class MassSpared(World world) : Rule(world)
{
    private const int MinReporters = 3;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly HashSet<long> begun = [];
    private DateTimeOffset? idleSince;

    public override void Began(Life life) => idleSince = null;

    public override void LostDirectory() => begun.Clear();

    public override void Turned(Life life)
    {
        var reporters = life.State.Leases.Values.Where(lease => lease is { ShouldDrop: false, MissingSince: null, VerifiedAt: not null, Work: not null }).ToArray();
        var areAllIdle = reporters.Length >= MinReporters && Array.TrueForAll(reporters, lease => IsHeardIdle(lease.InstanceId));
        idleSince = areAllIdle && life.IsRecorded ? idleSince ?? Now : null;
    }

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is Adopted adopted) begun.Remove(adopted.InstanceId);
        if (recorded.Fact is not DestroyIntended intended || !begun.Add(intended.InstanceId) || intended.Cause is not DestroyCause.NotWorking) return;
        var borne = (1.1 * World.Plan.PulseInterval) + Slack;
        Demand(
            idleSince is not { } since || Now - since < borne,
            $"instance {intended.InstanceId} is destroyed for {intended.Cause}, and for {(Now - idleSince)?.TotalSeconds:0} s all that report have not worked");
    }

    private bool IsHeardIdle(long instanceId) =>
        World.Callers.Schedule.Find(instanceId) is { WorksSince: null, IsWatched: true } worker && worker.CutUntil <= Now;
}
