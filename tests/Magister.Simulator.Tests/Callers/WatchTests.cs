using Magister.Simulator.Callers;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;
using static Magister.Simulator.Callers.ContemplantState;

namespace Magister.Simulator.Tests.Callers;

/// <summary>Contemplants that end, and watches that restart them and report, in virtual time.</summary>
public class WatchTests
{
    [Fact]
    public void Pulse_Started_SaysStartingAndThenWorking()
    {
        var bench = new CallerBench(new CallerOptions { VerifyDelay = DurationRange.Seconds(3, 3) }).Wait(5);

        Assert.Equal(
            [
                "http://m:1/pulse/1?sig=cd&state=starting&every=60&restarts=0",
                "http://m:1/verify/1?sig=ab",
                "http://m:1/pulse/1?sig=cd&state=working&every=60&restarts=0",
            ],
            bench.Calls.Select(call => call.Address));
        Assert.All(bench.Calls, call => Assert.Null(call.Body));
        Assert.Equal((Working, true, bench.Now - TimeSpan.FromSeconds(2)), (bench.Only.State, bench.Only.IsWatched, bench.Only.WorksSince));
    }

    [Fact]
    public void Pulse_NothingChanges_ComesEveryIntervalWithATenthOfJitter()
    {
        var bench = new CallerBench().Wait(6000);

        var times = bench.TimesOf<CallerCall.Pulse>()[1..];
        Assert.InRange(times.Length, 95, 105);
        Assert.All(times.Zip(times.Skip(1), (one, next) => next - one), gap => Assert.InRange(gap, 53.9, 66.1));
        Assert.True(times.Distinct().Count() == times.Length);
    }

    [Fact]
    public void Pulse_TheLastOneHasNoAnswerYet_WhatChangedMeanwhileIsSaidAfterwards()
    {
        var bench = new CallerBench();
        var schedule = bench.Schedule;
        var first = schedule.TakeDue(bench.Now);
        var starting = first.OfType<CallerCall.Pulse>().Single();
        schedule.Answered(first.OfType<CallerCall.Verify>().Single(), 200, bench.Now);

        Assert.Empty(schedule.TakeDue(bench.Now));
        schedule.Answered(starting, null, bench.Now);
        Assert.Equal(Working, Assert.IsType<CallerCall.Pulse>(schedule.TakeDue(bench.Now).Single()).State);
    }

    [Fact]
    public void Hierophant_Restarts_EveryContemplantIsRestartedUntilItIsBack()
    {
        var bench = new CallerBench().Wait(10);
        bench.Restart(30);
        bench.Wait(0);
        Assert.Equal((Down, null), (bench.Only.State, bench.Only.WorksSince));

        bench.Wait(40);

        // 5 s after the end, 10 s, and then 20 s, when it is back.
        Assert.Equal((Working, 3), (bench.Only.State, bench.Only.Restarts));
        Assert.Equal([0, 45], bench.TimesOf<CallerCall.Verify>());
        Assert.Equal(
            [Starting, Working, Down, Starting, Down, Starting, Down, Starting, Working],
            bench.Pulses.Select(pulse => pulse.State));
        Assert.All(bench.Pulses.Where(pulse => pulse.State is Down), pulse => Assert.Contains("Hierophant", pulse.Body));
        Assert.All(bench.Pulses.Where(pulse => pulse.State is not Down), pulse => Assert.Null(pulse.Body));
        Assert.Empty(bench.TimesOf<CallerCall.Drop>());
    }

    [Fact]
    public void Hierophant_RestartsUnderAHundred_AllWorkWithinNinetySecondsOfItsReturn()
    {
        var bench = new CallerBench(contemplants: 100).Wait(10);
        bench.Restart(600);
        bench.Wait(600);
        Assert.DoesNotContain(bench.Schedule.Contemplants, one => one.State is Working);

        bench.Wait(90);
        Assert.All(bench.Schedule.Contemplants, one => Assert.Equal(Working, one.State));
    }

    [Fact]
    public void Hierophant_RestartsWithoutAWatch_TheContemplantStaysEndedForEver()
    {
        var bench = new CallerBench(isWatched: false).Wait(10);
        bench.Restart(30);
        bench.Wait(100_000);

        Assert.Equal((Down, false), (bench.Only.State, bench.Only.IsWatched));
        Assert.Single(bench.Calls);
        Assert.Equal([1L], bench.Schedule.Verified.ToArray());
    }

    [Fact]
    public void Hierophant_IsAwayAtTheStart_NothingVerifies()
    {
        var bench = new CallerBench(contemplants: 0);
        bench.Restart(1000);
        bench.Boot(1);
        bench.Boot(2, isWatched: false);
        bench.Wait(900);

        Assert.Empty(bench.TimesOf<CallerCall.Verify>());
        bench.Wait(200);
        Assert.Equal([Working, Down], bench.Schedule.Contemplants.Select(one => one.State));
    }

    [Fact]
    public void Ended_AgainAndAgain_TheWaitsDoubleToAMinuteAndBeginAnewAfterALongLife()
    {
        var bench = new CallerBench { Magister = call => call is CallerCall.Verify ? 503 : 200 };
        bench.Wait(250);
        Assert.Equal([0, 5, 15, 35, 75, 135, 195], bench.TimesOf<CallerCall.Verify>());
        Assert.Contains("verify", bench.Pulses.Last(pulse => pulse.State is Down).LastWords);

        bench.Magister = _ => 200;
        bench.Wait(350);
        bench.Schedule.EndContemplant(1, bench.Now);
        bench.Wait(5);
        Assert.Equal(605, bench.TimesOf<CallerCall.Verify>()[^1]);
    }

    [Fact]
    public void Worker_Lost_EndsWithoutADrop()
    {
        var bench = new CallerBench(contemplants: 2).Wait(10);

        Assert.True(bench.Schedule.LoseWorker(2, bench.Now));
        Assert.False(bench.Schedule.LoseWorker(2, bench.Now));
        Assert.Equal([Working, Down], bench.Schedule.Contemplants.Select(one => one.State));
        bench.Wait(10);
        Assert.Equal([Working, Working], bench.Schedule.Contemplants.Select(one => one.State));
        Assert.Empty(bench.TimesOf<CallerCall.Drop>());
    }

    [Fact]
    public void Version_Refused_VerifiesIsDisconnectedAndSoAgain()
    {
        var bench = new CallerBench(new CallerOptions { RefusedVersions = 1 }).Wait(1000);

        Assert.InRange(bench.TimesOf<CallerCall.Verify>().Length, 15, 25);
        Assert.DoesNotContain(bench.Pulses, pulse => pulse.State is Working);
        Assert.Contains(bench.Pulses, pulse => pulse.LastWords?.Contains("version", StringComparison.Ordinal) == true);
        Assert.Empty(bench.Schedule.Ask(hierophant => hierophant.Connected.ToArray()));
    }

    [Fact]
    public void Broken_AFraction_VerifiesAndWaitsForEver()
    {
        var bench = new CallerBench(new CallerOptions { BrokenContemplants = 0.3 }, contemplants: 400).Wait(1000);

        var waiting = bench.Schedule.Contemplants.Count(one => one is { State: Waiting, WorksSince: null });
        Assert.InRange(waiting, 90, 150);
        Assert.Equal(400 - waiting, bench.Schedule.Ask(hierophant => hierophant.Connected.Count));
        Assert.Equal(400, bench.Schedule.Verified.Length);
    }

    [Fact]
    public void Processes_OfAMeanLife_EndAndComeBack()
    {
        var bench = new CallerBench(new CallerOptions { ProcessLife = TimeSpan.FromHours(1) }, contemplants: 50).Wait(10 * 3600);

        Assert.InRange(bench.Schedule.Contemplants.Sum(one => one.Restarts), 400, 600);
        bench.Schedule.Options = new CallerOptions();
        bench.Wait(3600);
        Assert.All(bench.Schedule.Contemplants, one => Assert.Equal(Working, one.State));
    }

    [Fact]
    public void Watch_Silent_NothingIsHeardAndNothingRestarted()
    {
        var bench = new CallerBench().Wait(10);
        Assert.True(bench.Schedule.Silence(1, bench.Now));
        Assert.False(bench.Schedule.Silence(1, bench.Now));
        var heard = bench.Calls.Count();
        bench.Wait(1000);
        Assert.Equal((Working, false), (bench.Only.State, bench.Only.IsWatched));

        bench.Restart(10);
        bench.Wait(1000);
        Assert.Equal((Down, heard), (bench.Only.State, bench.Calls.Count()));
    }

    [Fact]
    public void Watches_OfAMeanLife_FallSilentOneAfterAnother()
    {
        var bench = new CallerBench(new CallerOptions { WatchLife = TimeSpan.FromHours(1) }, contemplants: 100).Wait(3600);

        Assert.InRange(bench.Schedule.Contemplants.Count(one => one.IsWatched), 22, 52);
    }

    [Fact]
    public void Instance_CutOff_IsNotHeardForAWhile()
    {
        var bench = new CallerBench().Wait(10);
        bench.Schedule.CutOff(1, TimeSpan.FromSeconds(300), bench.Now);
        bench.Wait(400);

        Assert.DoesNotContain(bench.TimesOf<CallerCall.Pulse>(), at => at is > 10 and < 310);
        Assert.Contains(bench.TimesOf<CallerCall.Pulse>(), at => at > 310);
        Assert.Equal((Working, 0), (bench.Only.State, bench.Only.Restarts));
    }

    [Fact]
    public void Instances_CutOffNowAndThen_AreHeardLess()
    {
        var options = new CallerOptions { CutEvery = TimeSpan.FromMinutes(10), CutLength = DurationRange.Seconds(600, 600) };
        var cut = new CallerBench(options, contemplants: 20).Wait(20_000);
        var whole = new CallerBench(contemplants: 20).Wait(20_000);

        Assert.InRange(cut.Pulses.Count() / (double)whole.Pulses.Count(), 0.35, 0.65);
    }

    [Fact]
    public void Instance_StopsAndBootsAnew_PulsesStopAndBegin()
    {
        var bench = new CallerBench().Wait(10);
        bench.Schedule.EndContemplant(1, bench.Now);
        bench.Wait(10);
        bench.Stop(1);
        var heard = bench.Calls.Count();
        bench.Wait(1000);
        Assert.Equal(heard, bench.Calls.Count());
        Assert.Null(bench.Schedule.Find(1));
        Assert.Empty(bench.Schedule.Ask(hierophant => hierophant.Connected.ToArray()));

        bench.Boot(1);
        bench.Wait(1);
        Assert.Equal([Starting, Working], bench.Pulses.TakeLast(2).Select(pulse => pulse.State));
        Assert.Equal(0, bench.Only.Restarts);
    }

    [Fact]
    public void Dropped_WithAWatch_EndsAndRegistersAgain()
    {
        var bench = new CallerBench().Wait(10);
        bench.Schedule.Drop(1, "too slow", bench.Now);
        bench.Wait(0);
        Assert.Equal(Down, bench.Only.State);

        bench.Wait(10);
        Assert.Equal(Working, bench.Only.State);
        Assert.Equal("too slow", Assert.Single(bench.Calls.OfType<CallerCall.Drop>()).Body);
    }

    [Fact]
    public void Verify_OfAProcessThatHasEndedMeanwhile_MakesNoOtherOneWork()
    {
        var bench = new CallerBench();
        var late = bench.Schedule.TakeDue(bench.Now).OfType<CallerCall.Verify>().Single();
        bench.Schedule.EndContemplant(1, bench.Now);
        bench.Schedule.Answered(late, 200, bench.Now);

        Assert.Equal(Down, bench.Only.State);
        Assert.Equal([1L], bench.Schedule.Verified.ToArray());
    }

    [Fact]
    public void News_OfARestart_TellWhatEndsAndWhatComesBack()
    {
        var bench = new CallerBench().Wait(10);
        bench.Schedule.TakeNews();
        bench.Restart(3);
        bench.Wait(20);

        Assert.Equal(
            [
                "Hierophant restarts: away for 3 s, and 1 connections end",
                "has ended (its connection to Hierophant ended); its watch starts it again in 5 s",
                "Hierophant is there again",
                "works again after 1 restarts",
            ],
            bench.Schedule.TakeNews().Select(news => news.Text));
        Assert.Empty(bench.Schedule.TakeNews());
    }

    [Fact]
    public void Hierophant_ByChance_RestartsAndLosesWorkers()
    {
        var options = new CallerOptions { HierophantRestarts = TimeSpan.FromHours(1), LoseEvery = TimeSpan.FromMinutes(10) };
        var bench = new CallerBench(options, contemplants: 5).Wait(36_000);

        var news = bench.Schedule.TakeNews().Select(one => one.Text).ToList();
        Assert.InRange(news.Count(text => text.StartsWith("Hierophant restarts", StringComparison.Ordinal)), 4, 20);
        Assert.InRange(news.Count(text => text.Contains("was lost", StringComparison.Ordinal)), 30, 80);
    }
}
