using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulator.Tests.Callers;

/// <summary>Contemplants and the Hierophant in virtual time.</summary>
public class CallerScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Verify_Delayed_IsDueThenAndNamedAsTheNextThing()
    {
        var schedule = With(new CallerOptions { VerifyDelay = DurationRange.Seconds(5, 5) }, 1);

        Assert.Equal(Start + TimeSpan.FromSeconds(5), schedule.NextDueAt);
        Assert.Empty(schedule.TakeDue(Start + TimeSpan.FromSeconds(4)));
        Assert.Equal("http://m:1/verify/1", schedule.TakeDue(Start + TimeSpan.FromSeconds(5)).Single().Address);
        Assert.Null(schedule.NextDueAt);
    }

    [Fact]
    public void Verify_Refused_ComesAgainAfterTheRetryDelay()
    {
        var schedule = With(new CallerOptions { RetryDelay = TimeSpan.FromSeconds(3) }, 1);

        schedule.Answered(schedule.TakeDue(Start).Single(), null, Start);
        schedule.Answered(schedule.TakeDue(Start + TimeSpan.FromSeconds(3)).Single(), 404, Start + TimeSpan.FromSeconds(3));

        Assert.Equal(Start + TimeSpan.FromSeconds(6), schedule.NextDueAt);
    }

    [Fact]
    public void Verify_Twice_IsCalledTwiceAndNoMore()
    {
        var schedule = With(new CallerOptions { VerifyTwice = 1 }, 1);
        for (var i = 0; i < 2; i++) schedule.Answered(schedule.TakeDue(Start).Single(), 200, Start);

        Assert.Empty(schedule.TakeDue(Start));
        Assert.Equal([1L], schedule.Verified.ToArray());
    }

    [Fact]
    public void NeverVerify_AFraction_GoesByTheMachines()
    {
        var schedule = With(new CallerOptions { NeverVerify = 0.3 }, 10);

        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], schedule.TakeDue(Start).Select(call => call.InstanceId));
    }

    [Fact]
    public void Drops_TwiceEach_GoToVerifiedOnesAtTheMeanInterval()
    {
        var schedule = With(new CallerOptions { DropEvery = TimeSpan.FromSeconds(10), DropTwice = 1 }, 1000);
        foreach (var call in schedule.TakeDue(Start)) schedule.Answered(call, 200, Start);

        var drops = Enumerable.Range(1, 3000).SelectMany(second => schedule.TakeDue(Start + TimeSpan.FromSeconds(second))).ToList();

        Assert.InRange(drops.Count, 2 * 240, 2 * 360);
        Assert.All(drops, drop => Assert.StartsWith("http://m:1/drop/", drop.Address));
        Assert.All(drops.GroupBy(drop => drop.InstanceId), twice => Assert.Equal(2, twice.Count()));
        Assert.Equal(1000 - (drops.Count / 2), schedule.Verified.Length);
    }

    [Fact]
    public void Ended_BeforeItsCall_NothingIsDue()
    {
        var schedule = With(new CallerOptions(), 1);
        schedule.Happened(new MarketEvent(Start, MarketEventKind.Died, "", 1) { Ended = true });

        Assert.Empty(schedule.TakeDue(Start));
        Assert.False(schedule.Drop(1, "late", Start));
    }

    [Fact]
    public void Rebooted_OldCallsAreForgotten()
    {
        var schedule = With(new CallerOptions(), 1);
        schedule.Happened(new MarketEvent(Start, MarketEventKind.Booted, "", 1) { Started = new BootedInstance(1, null, 0.5, "", 1) });

        Assert.Empty(schedule.TakeDue(Start));
        Assert.Single(schedule.TakeStarting());
    }

    private static CallerSchedule With(CallerOptions options, int contemplants)
    {
        var schedule = new CallerSchedule(options, 1);
        for (var i = 1; i <= contemplants; i++)
        {
            schedule.Happened(new MarketEvent(Start, MarketEventKind.Booted, "", i) { Started = new BootedInstance(i, null, i / 10.0, "", 1) });
        }

        foreach (var started in schedule.TakeStarting()) schedule.Start(started.InstanceId, new ContemplantEnvironment($"http://m:1/drop/{started.InstanceId}"), Start);

        return schedule;
    }
}
