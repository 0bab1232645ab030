using Magister.Ordinary;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Tests;

/// <summary>The cost when Hierophant restarts, and when no instance can ever report: at the defaults, while nothing else goes wrong.</summary>
public sealed class WorkNumbersTests
{
    private static readonly TimeSpan Return = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(30)]
    [InlineData(1200)]
    public void HierophantRestarts_UnderAHundredWorkers_AllWorkAgainAndNoneIsRentedOrDestroyed(int away)
    {
        const int number = 100;
        var (settled, back) = (TimeSpan.FromSeconds(900), TimeSpan.FromSeconds(900 + away));
        var world = Calm(number, back + TimeSpan.FromHours(1), new CallerOptions { ReadOnstart = true, VerifyDelay = DurationRange.Seconds(1, 5) }, isWatched: true);
        var (before, after) = (0, 0);
        world.Time.At(world.Time.Start + settled, () =>
        {
            before = WorkersOf(world);
            world.Callers.Schedule.RestartHierophant(TimeSpan.FromSeconds(away), world.Time.Now);
        });
        world.Time.At(world.Time.Start + back + Return, () => after = WorkersOf(world));
        world.Run();

        Assert.Equal((number, number), (before, after));
        Assert.Equal((number, 0), (Calls(world, VastEndpoint.Create), Calls(world, VastEndpoint.Destroy)));
    }

    [Fact]
    public void NobodyCanReport_ForAnHour_FewAreRented()
    {
        var world = Calm(20, TimeSpan.FromHours(1), new CallerOptions { ReadOnstart = true, NeverVerify = 1 }, isWatched: false);
        world.Run();

        Assert.InRange(Calls(world, VastEndpoint.Create), 20, 30);
    }

    private static int WorkersOf(World world) => world.Callers.Schedule.Contemplants.Count(one => one.State is ContemplantState.Working);

    private static int Calls(World world, VastEndpoint endpoint) => world.Market.Truth().To(endpoint).Count();

    private static World Calm(int number, TimeSpan length, CallerOptions callers, bool isWatched)
    {
        var drawn = PlanDraw.Of(1, 1).WithoutTrouble();
        return new World(
            drawn with
            {
                Length = length,
                TroubleEnds = length,
                MaxNumber = number,
                ClockError = TimeSpan.Zero,
                Network = new NetworkPlan(DurationRange.Seconds(0.02, 0.05), DurationRange.Seconds(0.03, 0.03), DurationRange.Seconds(0.02, 0.05), 0, 0),
                Vast = OrdinaryVast.Settings(drawn.Vast.BaseUrl) with { ApiKey = Addresses.ApiKey },
                Desk = new DeskOptions { Key = Addresses.ApiKey, Latency = DurationRange.Seconds(0.1, 0.3) },
                Callers = callers,
                Market = new MarketOptions { Offers = 1000, Boot = DurationRange.Seconds(10, 30) },
                Fleet = OrdinaryFleet.Settings(number) with
                {
                    Query = drawn.Fleet.Query with { CostPerHour = 10, GpuNames = [PlanDraw.Gpu, "RTX 3090", "RTX 5090"] },
                    TemplateHash = drawn.Fleet.TemplateHash,
                    Onstart = drawn.Fleet.Onstart with { PulseInterval = isWatched ? TimeSpan.FromSeconds(60) : TimeSpan.Zero },
                },
            },
            isLogged: false);
    }
}
