using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using static Magister.Simulation.Tests.Tests.RuleBench;

namespace Magister.Simulation.Tests.Tests;

/// <summary>The rules about workers, each broken once by hand and kept once, in a settled fleet of three.</summary>
public sealed class WorkRuleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly RuleBench bench = new(plan => plan with
    {
        MaxNumber = 3,
        Fleet = plan.Fleet with { NumberInstances = 3, Onstart = plan.Fleet.Onstart with { PulseInterval = Interval }, ContemplantDown = TimeSpan.FromSeconds(300), ContemplantSilence = TimeSpan.FromSeconds(300), BreakerFailures = 3 },
        Callers = new CallerOptions { ReadOnstart = true },
        Network = CalmNetwork,
    });

    private readonly Life life;

    public WorkRuleTests()
    {
        life = bench.Begin();
        bench.World.RunUntil(() => life.State.Leases.Count == 3 && life.State.Leases.Values.All(lease => lease.Work is { State: WorkState.Working }));
    }

    private static NetworkPlan CalmNetwork => new(default, default, default, 0, 0);

    private InstanceBook[] Ours => [.. bench.World.Books.Ours];

    [Theory]
    [InlineData(nameof(DestroyCause.NotWorking))]
    [InlineData(nameof(DestroyCause.Silent))]
    [InlineData(nameof(DestroyCause.MissedDeadline))]
    public void WorkersKept_OneThatWasJustHeardToWork_Breaks(string cause)
    {
        var rule = new WorkersKept(bench.World);
        Hear(rule, Ours[0]);

        Breaks<WorkersKept>(() => rule.Recorded(bench.Record(new DestroyIntended(Ours[0].Id, Enum.Parse<DestroyCause>(cause), ""))));
    }

    [Theory]
    [InlineData(nameof(DestroyCause.NotWorking), 302)]
    [InlineData(nameof(DestroyCause.Silent), 302)]
    [InlineData(nameof(DestroyCause.Dropped), 0)]
    public void WorkersKept_NotHeardForItsTimeOrDropped_Holds(string cause, double seconds)
    {
        var rule = new WorkersKept(bench.World);
        Hear(rule, Ours[0]);
        bench.Wait(seconds);

        rule.Recorded(bench.Record(new DestroyIntended(Ours[0].Id, Enum.Parse<DestroyCause>(cause), "")));
    }

    [Theory]
    [InlineData(false, HierophantFault.None, true)]
    [InlineData(true, HierophantFault.None, false)]
    [InlineData(true, HierophantFault.Empty, true)]
    public void WorkersKept_OneThatHierophantHas_OrThatItsListDenies_GoesAsAbsent_Breaks(bool isLost, HierophantFault list, bool breaks)
    {
        var rule = new WorkersKept(bench.World);
        bench.Wait(60);
        bench.World.Callers.LastListPlayed = list;
        if (isLost) bench.World.Callers.Schedule.LoseWorker(Ours[0].Id, bench.World.Time.Now);
        var destroy = bench.Record(new DestroyIntended(Ours[0].Id, DestroyCause.Absent, ""));

        if (breaks) Breaks<WorkersKept>(() => rule.Recorded(destroy));
        else rule.Recorded(destroy);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(400, true)]
    public void OnlyTheUnknownRefused_ADropOfAnInstanceThatIsKnown_Breaks(int status, bool breaks)
    {
        var (rule, drop) = (new OnlyTheUnknownRefused(bench.World), DropOf(Ours[0]));
        rule.CallArrived(drop, Ours[0].OfferId!.Value);

        if (breaks) Breaks<OnlyTheUnknownRefused>(() => rule.CallAnswered(drop, status, 1));
        else rule.CallAnswered(drop, status, 1);
    }

    [Fact]
    public void IdlersReplaced_OneThatIsSilentForTooLong_Breaks()
    {
        var rule = new IdlersReplaced(bench.World);
        rule.Took(new TakenList(bench.World.Time.Now, IsTrue: true));
        bench.World.Callers.Schedule.Silence(Ours[0].Id, bench.World.Time.Now);
        rule.Turned(life);

        bench.Wait(300 + 60 + (2 * Interval.TotalSeconds));
        rule.Turned(life);
        bench.Wait(Interval.TotalSeconds);
        Breaks<IdlersReplaced>(() => rule.Turned(life));
    }

    [Fact]
    public void IdlersReplaced_MostAreInTrouble_Holds()
    {
        var rule = new IdlersReplaced(bench.World);
        rule.Took(new TakenList(bench.World.Time.Now, IsTrue: true));
        foreach (var book in Ours[..2]) bench.World.Callers.Schedule.Silence(book.Id, bench.World.Time.Now);
        rule.Turned(life);

        bench.Wait(3600);
        rule.Turned(life);
    }

    [Fact]
    public void IdlersReplaced_MostDoNotRun_Holds()
    {
        var rule = new IdlersReplaced(bench.World);
        rule.Took(new TakenList(bench.World.Time.Now, IsTrue: true));
        bench.World.Market.SetStatus(Ours[1].Id, "offline");
        bench.World.Callers.Schedule.Silence(Ours[0].Id, bench.World.Time.Now);
        rule.Turned(life);

        bench.Wait(3600);
        rule.Turned(life);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void MassSpared_OneOfThreeThatAllDoNotWork_Breaks(int ended, bool breaks)
    {
        var rule = new MassSpared(bench.World);
        foreach (var book in Ours[..ended]) bench.World.Callers.Schedule.EndContemplant(book.Id, bench.World.Time.Now);
        rule.Turned(life);
        bench.Wait(300);
        rule.Turned(life);
        var destroy = bench.Record(new DestroyIntended(Ours[0].Id, DestroyCause.NotWorking, ""));

        if (breaks) Breaks<MassSpared>(() => rule.Recorded(destroy));
        else rule.Recorded(destroy);
    }

    [Fact]
    public void BuyingStops_RentsGoOnAfterThreeMachinesFailed_Breaks()
    {
        var rule = new BuyingStops(bench.World);
        for (var i = 0; i < 3; i++)
        {
            rule.Recorded(bench.Record(new RentAccepted(i, Ours[i].Id, false)));
            rule.Recorded(bench.Record(new DestroyIntended(Ours[i].Id, DestroyCause.MissedDeadline, "")));
        }

        // The fleet's number, and the first trial.
        for (var i = 0; i < 4; i++) rule.Recorded(bench.Record(new RentAccepted(i, 100 + i, false)));
        Breaks<BuyingStops>(() => rule.Recorded(bench.Record(new RentAccepted(9, 900, false))));

        bench.Wait(180);
        rule.Recorded(bench.Record(new RentAccepted(9, 900, false)));
    }

    [Fact]
    public void BuyingStops_WhatHasWorkedAndFails_IsReplacedAsEver()
    {
        var rule = new BuyingStops(bench.World);
        rule.Turned(life);
        for (var i = 0; i < 3; i++) rule.Recorded(bench.Record(new DestroyIntended(Ours[i].Id, DestroyCause.Unhealthy, "")));
        for (var i = 0; i < 9; i++) rule.Recorded(bench.Record(new RentAccepted(i, 100 + i, false)));
    }

    private void Hear(WorkersKept rule, InstanceBook book)
    {
        var pulse = new CallerCall.Pulse(book.Id, "", ContemplantState.Working, Interval, 0, null);
        rule.CallReachedLeader(pulse, book.OfferId!.Value);
        rule.CallAnswered(pulse, 200, 1);
    }
}
