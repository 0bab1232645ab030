using System.Diagnostics;
using Magister.Fleet;
using Magister.Ordinary;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Runs;

/// <summary>
/// One Magister with a very large fleet and no limits: converge, look at all of it, drop one in a hundred, be killed and start again. The
/// times measured are real, and include the market and its callers.
/// </summary>
internal sealed class LargeFleet
{
    private readonly World world;
    private readonly int number;

    public LargeFleet(int number)
    {
        this.number = number;
        world = new World(PlanOf(number), isLogged: false, isJudged: false);
    }

    public World World => world;

    public FleetState State => world.Lives.Current!.State;

    /// <summary>How long each step takes.</summary>
    public IEnumerable<(string What, TimeSpan Took)> Steps()
    {
        world.Time.At(world.Time.Start, world.Lives.Begin);
        RunUntil(() => world.Lives.Current is not null);
        yield return Took("rented and verified", () => RunUntil(() => State.Index.KeptVerified == number && State.Rents.IsEmpty));
        yield return Took("every instance listed and looked at", LookAtAll);
        yield return Took("one in a hundred dropped and replaced", DropSome);
        yield return Took("killed, and the journal replayed", Restart);
    }

    private void LookAtAll()
    {
        var polled = world.Time.Now + world.Plan.Fleet.PollingInterval;
        RunUntil(() => world.Time.Now > polled);
    }

    private void DropSome()
    {
        var dropped = State.Leases.Values.Where((_, index) => index % 100 == 0).ToArray();
        foreach (var lease in dropped) world.Callers.Make(new CallerCall.Drop(lease.InstanceId, CallAddress.Drop(lease.OfferId), "slow"));
        RunUntil(() => State.Index.KeptVerified == number && State.Leases.Count == number && dropped.All(lease => !State.Leases.ContainsKey(lease.InstanceId)));
    }

    private void Restart()
    {
        var before = State;
        world.Lives.KillIdle();
        RunUntil(() => world.Lives.Current is not null);
        if (State.Leases.Count != before.Leases.Count) throw new InvalidOperationException($"{State.Leases.Count} of {before.Leases.Count} instances are known after the restart.");
    }

    // Without a limit, the world would be lived through silently if it never happens.
    private void RunUntil(Func<bool> isSo)
    {
        var patience = world.Time.Now + TimeSpan.FromHours(1);
        world.RunUntil(() => world.Time.Now > patience || isSo());
        if (!isSo()) throw new InvalidOperationException($"After an hour: {State.Leases.Count} of {number} leases, {State.Index.KeptVerified} verified, {State.Rents.Count} rents open.");
    }

    private static (string What, TimeSpan Took) Took(string what, Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        return (what, clock.Elapsed);
    }

    private static WorldPlan PlanOf(int number)
    {
        var drawn = PlanDraw.Of(1, 1).WithoutTrouble();
        var still = DurationRange.Seconds(0.001, 0.001);
        return drawn with
        {
            Length = TimeSpan.FromDays(2),
            TroubleEnds = TimeSpan.FromDays(2),
            MaxNumber = number,
            ClockError = TimeSpan.Zero,
            Network = new NetworkPlan(still, still, still, 0, 0),
            Vast = OrdinaryVast.Settings(drawn.Vast.BaseUrl).WithoutGaps() with { ApiKey = Addresses.ApiKey },
            Desk = new DeskOptions { Key = Addresses.ApiKey, Latency = still, Limits = new RateLimitOptions { Enabled = false } },
            Callers = new CallerOptions { ReadOnstart = true, VerifyDelay = DurationRange.Seconds(0.1, 1) },
            Market = new MarketOptions { Offers = (2 * number) + 100, Boot = DurationRange.Seconds(1, 5), SearchCap = 10_000, Credit = 1e9 },
            Fleet = OrdinaryFleet.Settings(number) with
            {
                Query = drawn.Fleet.Query with { CostPerHour = 1000, GpuNames = [PlanDraw.Gpu, "RTX 3090", "RTX 5090"] },
                TemplateHash = drawn.Fleet.TemplateHash,
                Onstart = drawn.Fleet.Onstart,
                PollingInterval = TimeSpan.FromMinutes(10),
            },
        };
    }
}
