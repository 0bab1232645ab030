using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Runs;

/// <summary>
/// What <c>offer_order</c> gains: each market is lived through once with every order, and what counts is how many hours Hierophant had
/// workers for each dollar that Vast charged.
/// </summary>
internal sealed class OrderTrial(Orders orders)
{
    public const string Name = "orders";

    private const int Number = 10;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);
    private static readonly ImmutableArray<OfferOrder> All = [.. Enum.GetValues<OfferOrder>()];

    private readonly ConcurrentQueue<int> seeds = new(Enumerable.Range(orders.Seed, orders.Runs));
    private readonly ConcurrentBag<ImmutableArray<Result>> results = [];

    /// <param name="Hours">Hours for which Hierophant had workers.</param>
    /// <param name="Usd">What Vast charged.</param>
    private sealed record Result(double Hours, double Usd, int Rents)
    {
        public double HoursPerUsd => Hours / Usd;
    }

    public string Run()
    {
        var threads = Enumerable.Range(0, Math.Max(1, orders.Threads)).Select(_ => new Thread(Work, 16 * 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Report();
    }

    private void Work()
    {
        while (seeds.TryDequeue(out var seed)) results.Add([.. All.Select(order => Of(PlanOf(seed, orders.Days, order)))]);
    }

    private static Result Of(WorldPlan plan)
    {
        var world = new World(plan, isLogged: false, isJudged: false);
        var working = 0;
        world.Time.At(world.Time.Start, world.Lives.Begin);
        world.Time.After(Look, Count);
        world.RunUntil(() => false);
        var truth = world.Market.Truth();
        return new Result(working * Look.TotalHours, truth.Cost, truth.Instances.Length);

        void Count()
        {
            var connected = world.Callers.Schedule.Ask(hierophant => hierophant.Connected.ToHashSet());
            working += world.Books.Ours.Count(book => connected.Contains(book.Id) && book.Truth.Status is InstanceStatus.Running);
            world.Time.After(Look, Count);
        }
    }

    // Shares are guesses: most machines work; some never boot, some take a quarter of an hour to boot, some are gone after a few hours, and
    // some claim to work and do not.
    private static WorldPlan PlanOf(int seed, double days, OfferOrder order)
    {
        var (random, drawn, way) = (new Random(seed ^ 0x0bde4), PlanDraw.Of(seed, days).WithoutTrouble(), DurationRange.Seconds(0.02, 0.2));
        var settings = OrdinaryFleet.Settings(Number);
        return drawn with
        {
            Length = TimeSpan.FromDays(days),
            TroubleEnds = TimeSpan.FromDays(days),
            MaxNumber = Number,
            ClockError = TimeSpan.Zero,
            Network = new NetworkPlan(way, way, way, 0, 0),
            Vast = OrdinaryVast.Settings(drawn.Vast.BaseUrl) with { ApiKey = Addresses.ApiKey },
            Desk = new DeskOptions { Key = Addresses.ApiKey, Latency = way, Limits = new RateLimitOptions { Enabled = false } },
            Callers = new CallerOptions
            {
                ReadOnstart = true,
                VerifyDelay = DurationRange.Seconds(20, 240),
                NeverVerify = random.Between(0, 0.15),
                BrokenContemplants = random.Between(0, 0.1),
                DropEvery = random.SometimesSeconds(0.5, 3600, 12 * 3600),
            },
            Market = new MarketOptions
            {
                Offers = random.Next(150, 600),
                Boot = DurationRange.Seconds(30, 180),
                BadHosts = random.Between(0, 0.15),
                BootFailures = random.Between(0, 0.05),
                SlowMachines = random.Between(0, 0.3),
                FrailMachines = random.Between(0, 0.3),
                MeanLife = TimeSpan.FromHours(random.Between(12, 120)),
                Credit = 1e6,
            },
            Fleet = settings with
            {
                Query = drawn.Fleet.Query with { GpuNames = [PlanDraw.Gpu], CostPerHour = 0.55, Order = order, Further = [new("num_gpus", "num_gpus", "eq", ["1"])] },
                Onstart = drawn.Fleet.Onstart with { PulseInterval = TimeSpan.FromMinutes(10) },
                ContemplantSilence = TimeSpan.FromHours(1),
                PollingInterval = TimeSpan.FromMinutes(2),
                VerificationTimeout = TimeSpan.FromMinutes(15),
            },
        };
    }

    private string Report()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.Count} markets from seed {orders.Seed}, {orders.Days} days each, {Number} instances");
        text.AppendLine("| offer_order | working hours a USD | against score: median | mean | worst | of the number worked | rents |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var (order, at) in All.Select((order, at) => (order, at)))
        {
            var gains = results.Select(market => (market[at].HoursPerUsd / market[0].HoursPerUsd) - 1).Order().ToArray();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {order.ToString().ToLowerInvariant()} | {Mean(results.Select(market => market[at].HoursPerUsd), "0.000")} | {gains[gains.Length / 2]:+0.0 %;-0.0 %} | {Mean(gains, "+0.0 %;-0.0 %")} | {gains[0]:+0.0 %;-0.0 %} | {results.Average(market => market[at].Hours) / (Number * 24 * orders.Days):0.0 %} | {results.Average(market => market[at].Rents):0} |");
        }

        return text.ToString();
    }

    /// <summary>The mean, and half the width of its 95 % confidence interval.</summary>
    private static string Mean(IEnumerable<double> values, string format)
    {
        var all = values.ToArray();
        var mean = all.Average();
        var error = 1.96 * Math.Sqrt(all.Sum(value => Math.Pow(value - mean, 2)) / Math.Max(1, all.Length - 1) / all.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {error.ToString(format.Split(';')[0].TrimStart('+'), CultureInfo.InvariantCulture)}");
    }
}
