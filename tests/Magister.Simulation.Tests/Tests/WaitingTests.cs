using Magister.Fleet;
using Magister.Ordinary;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Tests;

/// <summary>
/// The least time that Vast's limits cost, and the time this program takes: at most a twentieth more. With the default pace, in a world
/// where nothing goes wrong.
/// </summary>
public sealed class WaitingTests
{
    private const double CreateGap = 4.5;
    private const double DestroyGap = 3;
    private const double Most = 1.05;
    private const int Number = 60;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds((Number * CreateGap) + 300);

    [Fact]
    public void Renting_TakesWhatTheLimitAllows()
    {
        var world = Calm(Settled, (_, _) => { });
        var rents = Times(world, VastEndpoint.Create);
        Assert.Equal(Number, rents.Length);
        Assert.InRange((rents[^1] - rents[0]).TotalSeconds / ((Number - 1) * CreateGap), 0.99, Most);
        Assert.InRange((rents[0] - world.Time.Start).TotalSeconds, 0, 2);
    }

    [Fact]
    public void Draining_TakesWhatTheLimitAllows()
    {
        var lived = Calm(Settled + TimeSpan.FromSeconds((Number * DestroyGap) + 60), (world, life) =>
        {
            world.Rules.SteeringAsked();
            life.Run(() => life.Ask(new EngineInput.DrainReceived(), reply => world.Rules.SteeringAnswered((reply as CallerReply.Steered)?.View, 1)));
        });
        var destroys = Times(lived, VastEndpoint.Destroy);
        Assert.Equal(Number, destroys.Length);
        Assert.InRange((destroys[^1] - (lived.Time.Start + Settled)).TotalSeconds / ((Number - 1) * DestroyGap), 0.99, Most);
    }

    [Fact]
    public void Replacing_TakesWhatTheLimitsAllow()
    {
        const int dropped = 12;
        var lived = Calm(Settled + TimeSpan.FromSeconds(dropped * 10), (world, life) =>
        {
            foreach (var lease in life.State.Leases.Values.Take(dropped).ToArray()) Drop(world, lease);
        });
        var (destroys, rents) = (Times(lived, VastEndpoint.Destroy), Times(lived, VastEndpoint.Create));
        Assert.Equal((dropped, Number + dropped), (destroys.Length, rents.Length));
        Assert.InRange((destroys[0] - (lived.Time.Start + Settled)).TotalSeconds, 0, 1);
        Assert.InRange((rents[^1] - (lived.Time.Start + Settled)).TotalSeconds / ((dropped - 1) * CreateGap), 0.99, Most);
    }

    [Fact]
    public void Drop_WhileTheInstancesAreListed_IsCarriedOutAtOnce()
    {
        // Three pages, a second apart: the drop comes between the first and the second.
        var asked = DateTimeOffset.MinValue;
        var lived = Calm(Settled + TimeSpan.FromSeconds(120), (world, life) =>
        {
            var lists = Times(world, VastEndpoint.List).Length;
            void Look()
            {
                if (Times(world, VastEndpoint.List).Length == lists)
                {
                    life.After(TimeSpan.FromSeconds(0.1), Look);
                    return;
                }

                asked = world.Time.Now;
                Drop(world, life.State.Leases.Values.First());
            }

            Look();
        });
        var destroy = Assert.Single(Times(lived, VastEndpoint.Destroy));
        Assert.InRange((destroy - asked).TotalSeconds, 0, 0.5);
        Assert.Contains(Times(lived, VastEndpoint.List), list => list > destroy && list < asked + TimeSpan.FromSeconds(2.5));
    }

    private static void Drop(World world, Lease lease) => world.Callers.Make(new CallerCall.Drop(lease.InstanceId, CallAddress.Drop(lease.OfferId), "slow"));

    private static DateTimeOffset[] Times(World world, VastEndpoint endpoint) => [.. world.Market.Truth().To(endpoint).Select(call => call.ArrivedAt).Order()];

    private static World Calm(TimeSpan length, Action<World, Life> whenSettled)
    {
        var drawn = PlanDraw.Of(1, 1).WithoutTrouble();
        var plan = drawn with
        {
            Length = length,
            TroubleEnds = length,
            MaxNumber = Number,
            ClockError = TimeSpan.Zero,
            Network = new NetworkPlan(DurationRange.Seconds(0.02, 0.05), DurationRange.Seconds(0.03, 0.03), DurationRange.Seconds(0.02, 0.05), 0, 0),
            Vast = OrdinaryVast.Settings(drawn.Vast.BaseUrl) with { ApiKey = Addresses.ApiKey },
            Desk = new DeskOptions { Key = Addresses.ApiKey, Latency = DurationRange.Seconds(0.1, 0.3) },
            Callers = new CallerOptions { ReadOnstart = true, VerifyDelay = DurationRange.Seconds(1, 5) },
            Market = new MarketOptions { Offers = 400, Boot = DurationRange.Seconds(10, 30) },
            Fleet = OrdinaryFleet.Settings(Number) with
            {
                Query = drawn.Fleet.Query with { CostPerHour = 10, GpuNames = [PlanDraw.Gpu, "RTX 3090", "RTX 5090"] },
                TemplateHash = drawn.Fleet.TemplateHash,
                Onstart = drawn.Fleet.Onstart,
            },
        };
        var world = new World(plan, isLogged: false);
        world.Time.At(world.Time.Start + Settled, () => whenSettled(world, world.Lives.Current!));
        world.Run();
        return world;
    }
}
