using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class InstanceLifeTests
{
    [Fact]
    public void Instance_Boots_ThroughAllStatuses()
    {
        var bench = new Bench();
        var id = bench.Rent();
        var statuses = new List<string?>();
        for (var i = 0; i <= 11; i++)
        {
            statuses.Add(bench.Instance(id).Status);
            bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(
            [null, "created", "loading", "loading", "loading", "loading", "loading", "loading", "loading", "loading", "running", "running"], statuses);
    }

    [Fact]
    public void Cost_Loading_IsTheDiskAlone()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Time.Advance(TimeSpan.FromSeconds(100));

        var loading = bench.Instance(id);
        Assert.InRange(loading.Cost, 1e-9, loading.PricePerHour * 100 / 3600 * 0.2);
        bench.Time.Advance(TimeSpan.FromSeconds(3600));
        Assert.Equal(loading.PricePerHour, bench.Instance(id).Cost - loading.Cost, 6);
    }

    [Theory]
    [InlineData("exited", true)]
    [InlineData("offline", true)]
    [InlineData("unknown", true)]
    [InlineData("frozen", true)]
    [InlineData("stopped", false)]
    public void Cost_NotRunning_GoesOnAsVastCharges(string status, bool whole)
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Market.SetStatus(id, status);
        bench.Time.Advance(TimeSpan.FromSeconds(3600));

        var instance = bench.Instance(id);
        Assert.Equal(status, instance.Status);
        Assert.Equal(whole, Math.Abs(instance.Cost - instance.PricePerHour) < 1e-6);
        Assert.True(instance.Cost > 0);
    }

    [Fact]
    public void Cost_Destroyed_StandsStill()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Time.Advance(TimeSpan.FromSeconds(1000));
        bench.Market.Destroy(id);
        var cost = bench.Instance(id).Cost;
        bench.Time.Advance(TimeSpan.FromSeconds(1000));

        Assert.Equal(cost, bench.Instance(id).Cost);
        Assert.Equal(100_000 - cost, bench.Market.Truth().Credit, 6);
    }

    [Fact]
    public void Instance_MeanLife_EveryoneDiesInOneOfThreeWays()
    {
        var bench = new Bench(o => o with { MeanLife = TimeSpan.FromMinutes(10) });
        for (var i = 0; i < 60; i++) bench.Rent();

        bench.Time.Advance(TimeSpan.FromSeconds(24 * 3600));

        Assert.Equal(["exited", "offline", "unknown"], bench.Market.Alive().Select(instance => instance.Status).Distinct().Order());
    }

    [Fact]
    public void Instance_BootFails_SaysSoAndNeverRuns()
    {
        var bench = new Bench(o => o with { BootFailures = 1 });
        var id = bench.Rent();
        bench.Time.Advance(TimeSpan.FromSeconds(1000));

        Assert.NotEqual("running", bench.Instance(id).Status);
        Assert.NotNull(bench.Market.Show(id).Body["instances"]!["status_msg"]);
    }

    [Fact]
    public void Instance_StoppedAndStarted_BootsAgain()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Time.Advance(TimeSpan.FromSeconds(100));
        bench.Market.Manage(id, new JsonObject { ["state"] = "stopped" });
        bench.Time.Advance(TimeSpan.FromSeconds(500));

        var stopped = bench.Market.Show(id).Body["instances"]!;
        Assert.Equal(
            ["stopped", "stopped", "stopped", "stopped"],
            new[] { "actual_status", "intended_status", "cur_state", "next_state" }.Select(name => stopped[name]!.ToString()));
        bench.Market.Manage(id, new JsonObject { ["state"] = "running" });
        Assert.Equal("loading", bench.Instance(id).Status);
        bench.Time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal("running", bench.Instance(id).Status);
    }

    [Fact]
    public void Credit_RunsOut_EveryInstanceStopsAtThatMoment()
    {
        var bench = new Bench(o => o with { Credit = 1 });
        var ids = Enumerable.Range(0, 3).Select(_ => bench.Rent()).ToList();
        var rate = ids.Sum(id => bench.Instance(id).PricePerHour);
        bench.Time.Advance(TimeSpan.FromSeconds(100 + (1 / rate * 3600)));

        Assert.All(ids, id => Assert.Equal("stopped", bench.Instance(id).Status));
        Assert.Equal(0, bench.Market.Truth().Credit);
        Assert.Equal(1, bench.Market.Truth().Cost, 1);
        Assert.Equal(400, bench.Market.Manage(ids[0], new JsonObject { ["state"] = "running" }).Status);
    }

    [Fact]
    public void Credit_SetToNothing_StopsAtOnce()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Market.Change(o => o with { Credit = 0 });

        Assert.Equal("stopped", bench.Instance(id).Status);
    }

    [Fact]
    public void Instance_EndDatePasses_IsStoppedAndDeletedTwoDaysLater()
    {
        var bench = new Bench();
        var id = bench.Rent();
        var end = bench.Market.Show(id).Body["instances"]!["end_date"]!.GetValue<double>();
        var left = end - bench.Time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

        bench.Time.Advance(TimeSpan.FromSeconds(left - 1));
        Assert.Equal("running", bench.Instance(id).Status);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("stopped", bench.Instance(id).Status);
        bench.Time.Advance(TimeSpan.FromSeconds((48 * 3600) + 1));
        Assert.Equal(EndedBy.Market, bench.Instance(id).GoneBy);
    }

    [Fact]
    public void Instance_ChangedFromOutside_WhatItHadPlannedNoLongerHappens()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Market.SetStatus(id, InstanceStatus.Exited, "killed");
        bench.Time.Advance(TimeSpan.FromSeconds(1000));

        Assert.Equal(("exited", "killed"), (bench.Instance(id).Status, bench.Instance(id).StatusMessage));
    }

    [Fact]
    public void Events_ALife_AreToldInOrderAtTheirOwnTimes()
    {
        var bench = new Bench();
        var told = new List<MarketEvent>();
        bench.Market.Observe(told.Add);
        var start = bench.Time.GetUtcNow();
        var id = bench.Rent(onstart: "echo");
        bench.Time.Advance(TimeSpan.FromSeconds(500));
        bench.Market.Advance();
        bench.Market.Destroy(id);

        Assert.Equal([MarketEventKind.Rented, MarketEventKind.Booted, MarketEventKind.Destroyed], told.Select(happened => happened.Kind));
        Assert.Equal([0, 100, 500], told.Select(happened => (happened.At - start).TotalSeconds));
        Assert.Equal("echo", told[1].Started!.Onstart);
        Assert.True(told[2].Ended);
    }

    [Fact]
    public void NextChangeAt_ABoot_NamesItsSteps()
    {
        var bench = new Bench();
        Assert.Null(bench.Market.NextChangeAt);
        bench.Rent();
        Assert.Equal(bench.Time.GetUtcNow() + TimeSpan.FromSeconds(10), bench.Market.NextChangeAt);
    }
}
