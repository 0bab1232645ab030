using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Once enough rents have failed on different machines to be noticed, and none works, few more are made: those that are under way by then,
/// and one trial after another, at doubling intervals.
/// </summary>
internal sealed class BuyingStops(World world) : Rule(world)
{
    private readonly HashSet<long> proven = [];
    private readonly HashSet<long> begun = [];
    private readonly HashSet<long> failedMachines = [];
    private DateTimeOffset? noticeableAt;
    private int rents;

    public override void LostDirectory() => Forget();

    public override void Turned(Life life)
    {
        var isAny = false;
        foreach (var lease in life.State.Leases.Values.Where(lease => lease.IsProven)) isAny |= proven.Add(lease.InstanceId);
        if (isAny) Forget();
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            case DestroyIntended intended when begun.Add(intended.InstanceId): End(intended.InstanceId, IsFailure(intended.Cause)); break;
            case ConfirmedGone gone when begun.Add(gone.InstanceId): End(gone.InstanceId, isFailure: true); break;
            case Released released: End(released.InstanceId, isFailure: false); break;
            case RentAccepted: Count(); break;
            default: break;
        }
    }

    // An instance that ends for another reason, or has worked, is replaced as usual.
    private void End(long instanceId, bool isFailure)
    {
        if (!isFailure || proven.Contains(instanceId)) rents -= noticeableAt is null ? 0 : 1;
        else if (World.Books.Find(instanceId) is { } book) failedMachines.Add(book.Truth.Machine.Id);
        if (failedMachines.Count >= World.Plan.Fleet.BreakerFailures) noticeableAt ??= Now;
    }

    private void Count()
    {
        if (World.Plan.Fleet.BreakerFailures == 0 || noticeableAt is not { } since) return;
        rents++;
        var most = World.Plan.MaxNumber + Trials(Now - since);
        Demand(rents <= most, $"{rents} rents were made within {(Now - since).TotalSeconds:0} s after {failedMachines.Count} machines had failed and while none worked, where {most} explain themselves");
    }

    private int Trials(TimeSpan time)
    {
        var (trials, longest) = (1, World.Plan.Fleet.BreakerLongestPause);
        for (var (at, pause) = (BreakerRule.FirstPause, BreakerRule.FirstPause); at <= time; at += pause)
        {
            trials++;
            pause = pause * 2 < longest ? pause * 2 : longest;
        }

        return trials;
    }

    private void Forget()
    {
        failedMachines.Clear();
        (noticeableAt, rents) = (null, 0);
    }

    private static bool IsFailure(DestroyCause cause) => cause is DestroyCause.MissedDeadline or DestroyCause.Unhealthy or DestroyCause.BootFailed
        || cause.IsOfWork();
}
