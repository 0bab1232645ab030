using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Simulation.Tests.Lives;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Vast;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>Draws a world's plan from its seed.</summary>
internal static class PlanDraw
{
    public const string Gpu = "RTX 4090";

    /// <param name="isShared">Whether several Magisters share the fleet in any case; otherwise the seed decides.</param>
    public static WorldPlan Of(int seed, double days, bool isShared = false)
    {
        var random = new Random(seed);
        var length = TimeSpan.FromDays(days);
        var window = random.Seconds(8, 60);
        var lies = random.Hits(0.25) ? random.Pick([Lies.LateLists, Lies.EmptyLists, Lies.EmptyLists, Lies.RefusedRents]) : Lies.None;
        var delays = DelayBudget.Draw(random, window, lies);
        var fleet = Fleet(random, window);
        var crashes = Crashes(random);
        var plan = new WorldPlan
        {
            Seed = seed,
            Length = length,
            TroubleEnds = length * random.Between(0.05, 0.6),
            Lies = lies,
            Fleet = fleet,
            MaxNumber = fleet.NumberInstances,
            NumberChanges = random.Hits(0.3),
            Vast = Vast(random),
            Market = Market(random, delays, window),
            Desk = Desk(random, delays),
            Callers = Callers(random, fleet.VerificationTimeout),
            Network = delays.Network(random),
            Faults = FaultDraw.Rules(random, lies, delays.FaultDelay),
            Crashes = crashes,
            Mischief = Mischief(random) with { Steerers = Steerers(seed), Reloads = Reloads(seed), Freezes = Freezes(seed), PriceIncreases = PriceIncreases(seed) },
            ClockError = random.SometimesSeconds(0.15, 1, 1500) ?? TimeSpan.Zero,
            QuotesSecrets = random.Hits(0.3),
        };
        return WithRoomForRest(SharingDraw.Apply(HeaderDraw.Apply(WorkerDraw.Apply(OddityDraw.Apply(HidingFilter(FurtherFilters(Budgets(Thrifty(ShortTerms(Ordered(Interruptible(plan)))))))))), isShared));
    }

    private static WorldPlan Interruptible(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x0b1d);
        return !random.Hits(0.12) ? plan : plan with
        {
            Fleet = plan.Fleet with { Query = plan.Fleet.Query with { Bidding = new Bidding(random.Hits(0.5) ? Math.Round(random.Between(0.3, 0.5), 3) : null) } },
            Market = plan.Market with { BidMoves = random.AnySeconds(600, 20_000), LostBids = random.SometimesShare(0.3, 0.3) },
            Mischief = plan.Mischief with { CreditDroughts = random.Hits(0.4) ? random.AnySeconds(2000, 20_000) : plan.Mischief.CreditDroughts },
        };
    }

    // It continues in the calm: a fleet must come to rest with it.
    private static WorldPlan HidingFilter(WorldPlan plan) => !new Random(plan.Seed ^ 0xf117e5).Hits(0.1) ? plan : plan with
    {
        Fleet = plan.Fleet with { Query = plan.Fleet.Query with { MinCudaVersion = "11.0" } },
        Market = plan.Market with { HidingFilter = new Random(plan.Seed ^ 0x6b0).Hits(0.3) ? "gpu_name" : "cuda_max_good" },
    };

    // Midnight falls in the middle of a world that lasts a day: a fleet that fits the first half's budget may use up that of the second.
    private static WorldPlan Budgets(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0xb0d6e7);
        if (!random.Hits(0.2)) return plan;
        var wholeFleet = plan.Fleet.NumberInstances * plan.Fleet.Query.CostPerHour;
        var isMonthsLast = random.Hits(0.4);
        return plan with
        {
            Begins = isMonthsLast ? new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) : plan.Begins,
            Fleet = plan.Fleet with
            {
                MaxCostPerHour = random.Hits(0.5) ? wholeFleet * random.Between(0.3, 1.2) : null,
                MaxCostPerDay = random.Hits(isMonthsLast ? 0.3 : 0.7) ? wholeFleet * random.Between(2, 16) : null,
                MaxCostPerMonth = isMonthsLast ? wholeFleet * random.Between(1, 10) : random.Hits(0.3) ? wholeFleet * random.Between(200, 1000) : null,
                DrainsOverBudget = random.Hits(0.6),
                CreditFloor = random.Hits(0.4) ? 1000 : null,
            },
            BudgetsChange = random.Hits(0.4),
            Mischief = plan.Mischief with { CreditDroughts = random.Hits(0.3) ? random.AnySeconds(2000, 20_000) : plan.Mischief.CreditDroughts },
        };
    }

    private static WorldPlan ShortTerms(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0xe4d5);
        return !random.Hits(0.25) ? plan : plan with
        {
            Fleet = plan.Fleet with { ReplaceBeforeEnd = random.AnySeconds(300, 1800) },
            Market = plan.Market with { Terms = new DurationRange(TimeSpan.FromHours(4), TimeSpan.FromHours(random.Between(4, 40))), HiddenEnds = random.SometimesShare(0.4, 0.6) },
        };
    }

    private static WorldPlan Thrifty(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x7421f7);
        return !random.Hits(0.2) ? plan : plan with { Fleet = plan.Fleet with { ReplaceWhenCheaper = random.Between(0.05, 0.4) } };
    }

    private static WorldPlan Ordered(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0x0bde5);
        return !random.Hits(0.3) ? plan : plan with
        {
            Fleet = plan.Fleet with { Query = plan.Fleet.Query with { Order = random.Pick([OfferOrder.Price, OfferOrder.Value, OfferOrder.Value]) } },
        };
    }

    // Mild ones, since a fleet must be whole with them; Vast misapplies one at times.
    private static WorldPlan FurtherFilters(WorldPlan plan)
    {
        var random = new Random(plan.Seed ^ 0xa150);
        if (!random.Hits(0.15)) return plan;
        OfferFilter[] filters = [new("inet_down", "inet_down", "gte", ["1"]), new("num_gpus", "num_gpus", "in", ["1", "2", "4", "8"]), new("also.gpu_frac", "gpu_frac", "gt", ["0.01"])];
        return plan with
        {
            Fleet = plan.Fleet with { Query = plan.Fleet.Query with { Further = [.. filters.Where(_ => random.Hits(0.7))] } },
            Market = random.Hits(0.3) ? plan.Market with { HidingFilter = random.Pick(filters).Field } : plan.Market,
        };
    }

    // The calm must last longer than a fleet may take to come to rest, or a run would prove nothing.
    private static WorldPlan WithRoomForRest(WorldPlan plan)
    {
        var room = 1.3 * Rules.RestBound.Of(plan);
        var latest = plan.Length - room;
        if (latest < plan.TroubleEnds) return plan with { TroubleEnds = latest > TimeSpan.Zero ? latest : TimeSpan.Zero };
        return plan.Sharing is null ? plan : plan with { Length = plan.TroubleEnds + room };
    }

    private static FleetSettings Fleet(Random random, TimeSpan window)
    {
        var isLarge = random.Hits(0.02);
        return OrdinaryFleet.Settings(isLarge ? random.Next(30, 61) : 1 + (int)(8 * Math.Pow(random.NextDouble(), 2))) with
        {
            Query = OrdinaryFleet.Query with { GpuNames = random.Hits(0.3) ? [Gpu, "RTX 3090"] : [Gpu], CostPerHour = 0.55 },
            Onstart = new OnstartSettings
            {
                MagisterAddress = Addresses.Magister,
                VastAddress = "https://console.vast.ai",
                HierophantAddress = Addresses.Hierophant,
                Contemplant = [new("CONTEMPLANT_NAME", "worker"), new("SSH_AUTHORIZED_KEYS", Addresses.SshKey)],
            },
            KeepsEvidence = random.Hits(0.8),
            PollingInterval = !isLarge && random.Hits(0.03) ? random.AnySeconds(15, 60) : random.Seconds(300, 900),
            VerificationTimeout = random.AnySeconds(60, 900),
            ConsistencyWindow = window,
            UnhealthyGrace = random.AnySeconds(20, 300),
            MachineCooldown = random.AnySeconds(60, 1800),
        };
    }

    private static VastSettings Vast(Random random)
    {
        var pace = random.Hits(0.5) ? 1 : random.Hits(0.3) ? 0 : random.AnySize(0.2, 2);
        return OrdinaryVast.Settings(new Uri("https://console.vast.ai")) with
        {
            ApiKey = Addresses.ApiKey,
            HttpTimeout = random.AnySeconds(4, 30),
            FirstBackoff = random.AnySeconds(2, 15),
            CreateGap = TimeSpan.FromSeconds(4.5 * pace),
            DestroyGap = TimeSpan.FromSeconds(3 * pace),
            ListGap = TimeSpan.FromSeconds(pace),
            SearchGap = TimeSpan.FromSeconds(6 * pace),
            LabelGap = TimeSpan.FromSeconds(pace),
            LogsGap = TimeSpan.FromSeconds(2 * pace),
            AccountGap = TimeSpan.FromSeconds(2 * pace),
        };
    }

    private static MarketOptions Market(Random random, DelayBudget delays, TimeSpan window) => new()
    {
        Offers = random.Next(10, 60),
        Boot = Range(random, random.Hits(0.3) ? 0.2 : 5, 90),
        BootFailures = random.SometimesShare(0.3, 0.4),
        MeanLife = random.SometimesSeconds(0.4, 1200, 40_000),
        ListLag = new DurationRange(TimeSpan.Zero, delays.ListLag),
        Linger = random.Hits(0.3) ? TimeSpan.Zero : window * (random.Hits(0.2) ? 1 : random.NextDouble()),
        SearchLag = random.Hits(0.5) ? TimeSpan.Zero : random.Seconds(0, 30),
        PriceSwing = random.Between(0, 0.3),
        AcceptTakenOffers = random.SometimesShare(0.2, 0.7),
        SkipNumericFilters = random.SometimesShare(0.3, 1),
        BrokenOffers = random.SometimesShare(0.3, 0.3),
        SearchCap = random.Hits(0.2) ? 64 : random.Next(4, 16),
        PageCap = random.Hits(0.7) ? 25 : random.Next(2, 8),
    };

    private static DeskOptions Desk(Random random, DelayBudget delays) => new()
    {
        Key = Addresses.ApiKey,
        Latency = new DurationRange(delays.Latency * random.NextDouble(), delays.Latency),
        RentAnswerDelay = random.Hits(0.3) ? random.AnySeconds(0.5, 20) : TimeSpan.Zero,
        WrongKeyStatus = random.Hits(0.5) ? 401 : 404,
        Limits = new RateLimitOptions { Enabled = !random.Hits(0.2) },
    };

    private static CallerOptions Callers(Random random, TimeSpan timeout) => new()
    {
        ReadOnstart = true,
        NeverVerify = random.SometimesShare(0.4, 0.5),
        VerifyDelay = random.Hits(0.4)
            ? DurationRange.Seconds(0, 0.1)
            : Range(random, 0.1, timeout.TotalSeconds * (random.Hits(0.3) ? 1.5 : 0.5)),
        RetryDelay = random.AnySeconds(1, 30),
        VerifyTwice = random.SometimesShare(0.5, 1),
        DropEvery = random.SometimesSeconds(0.7, 300, 20_000),
        DropTwice = random.SometimesShare(0.5, 1),
        Patience = random.Seconds(3, 10),
    };

    private static CrashPlan Crashes(Random random)
    {
        if (random.Hits(0.15)) return new CrashPlan { CompactionEvery = random.Hits(0.3) ? random.Next(2, 60) : null };
        var rate = random.AnySize(3e-5, 3e-3);
        return new CrashPlan
        {
            Rates = Enum.GetValues<CrashMoment>().ToImmutableDictionary(moment => moment, _ => random.Next(4) switch
            {
                0 => 0,
                1 => Math.Min(0.05, rate * 15),
                _ => rate,
            }),
            Idle = random.SometimesSeconds(0.4, 600, 40_000),
            OrderlyEnds = random.SometimesSeconds(0.4, 1200, 40_000),
            PowerCuts = random.SometimesShare(0.5, 1),
            LostDirectories = random.SometimesShare(0.2, 0.3),
            MaxPause = random.AnySeconds(0.1, 1800),
            LateTurns = random.SometimesShare(0.5, 0.3),
            LatestTurn = random.AnySeconds(0.01, 3),
            CompactionEvery = random.Hits(0.4) ? random.Next(2, 60) : null,
        };
    }

    private static MischiefPlan Mischief(Random random) => new()
    {
        Operators = random.SometimesSeconds(0.5, 300, 20_000),
        OperatorsRelabel = random.Hits(0.5),
        OperatorsStop = random.Hits(0.5),
        Tenants = random.SometimesSeconds(0.5, 300, 20_000),
        Offers = random.SometimesSeconds(0.6, 60, 10_000),
        Downtimes = random.SometimesSeconds(0.3, 2000, 30_000),
        CreditDroughts = random.SometimesSeconds(0.15, 3000, 30_000),
        KeyRefusals = random.SometimesSeconds(0.25, 2000, 30_000),
        OtherClients = random.SometimesSeconds(0.2, 100, 5000),
        DiskTroubles = random.SometimesSeconds(0.3, 2000, 30_000),
        StrayCalls = random.SometimesSeconds(0.5, 60, 5000),
    };

    // From a separate source: worlds without steering or freezes are the same as before those existed.
    private static TimeSpan? Steerers(int seed) => new Random(seed ^ 0x57ee7).SometimesSeconds(0.25, 300, 20_000);

    private static TimeSpan? Reloads(int seed) => new Random(seed ^ 0x4e10ad).SometimesSeconds(0.2, 300, 20_000);

    private static TimeSpan? Freezes(int seed) => new Random(seed ^ 0xf2ee2e).SometimesSeconds(0.25, 200, 20_000);

    private static TimeSpan? PriceIncreases(int seed) => new Random(seed ^ 0x405704).SometimesSeconds(0.2, 1000, 20_000);

    private static DurationRange Range(Random random, double least, double most)
    {
        var (one, other) = (random.AnySeconds(least, most), random.AnySeconds(least, most));
        return one < other ? new DurationRange(one, other) : new DurationRange(other, one);
    }
}
