using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class OfferRankingTests
{
    private static RankedOffers Rank(IEnumerable<Offer> offers, FleetSettings? settings = null, History? history = null, double now = 0) =>
        OfferRanking.Rank(offers, (history ?? new History()).Fleet, settings ?? Settings(), At(now));

    private static long[] Usable(RankedOffers ranked) => [.. ranked.Usable.Select(offer => offer.Id)];

    [Fact]
    public void Rank_GoodHostsAndMachinesFirst_KeepsVastsOrderWithinEachGroup()
    {
        var settings = Settings() with { GoodHosts = [77], GoodMachines = [88] };
        Offer[] offers = [Offer(1), Offer(2, host: 77), Offer(3), Offer(4, machine: 88), Offer(5, machine: 88, host: 77), Offer(6), Offer(7, host: 77)];

        Assert.Equal([2, 4, 5, 7, 1, 3, 6], Usable(Rank(offers, settings)));
    }

    [Fact]
    public void Rank_ByPrice_HasTheCheapestGpuWithItsDiskFirst_BehindGoodOnes()
    {
        var settings = Settings() with { Query = Query with { Order = OfferOrder.Price, CostPerHour = 10, AllocatedStorage = 8, DiskSpace = 80 }, GoodHosts = [77] };
        Offer[] offers =
        [
            Offer(1, price: 0.30) with { StorageCost = 0.1 },
            Offer(2, price: 0.29) with { StorageCost = 0.9 },
            Offer(3, price: 1.00) with { StorageCost = 0.1, NumGpus = 4 },
            Offer(4, price: 0.20) with { StorageCost = 0.1, NumGpus = 0 },
            Offer(5, price: null) with { StorageCost = 0.1 },
            Offer(6, price: 0.10),
            Offer(7, price: 0.50, host: 77) with { StorageCost = 0.1 },
            Offer(8, price: 0.30) with { StorageCost = 0.1 },
        ];

        var ranked = Rank(offers, settings);

        Assert.Equal([7, 4, 3, 1, 8, 2], Usable(ranked));
        Assert.Equal([5, 6], ranked.LeftOut.Select(left => left.Offer.Id));
    }

    [Fact]
    public void Rank_OffersThatEndTooSoon_AreLeftOutForNow()
    {
        double End(double seconds) => Epoch.ToUnixTimeSeconds() + seconds;
        Offer[] offers =
        [
            Offer(1) with { Duration = 779 }, Offer(2) with { Duration = 780 }, Offer(3) with { EndDate = End(800) }, Offer(4) with { EndDate = End(900) },
            Offer(5), Offer(6) with { Duration = -5 }, Offer(7) with { EndDate = End(-5) }, Offer(8) with { Duration = 800, EndDate = End(0) },
        ];

        var ranked = Rank(offers, Settings(1), now: 60);

        Assert.Equal([2, 4, 5, 6, 7, 8], Usable(ranked));
        Assert.Equal([ObjectionKind.EndsSoon, ObjectionKind.EndsSoon], ranked.LeftOut.Select(left => left.Objection.Kind));
        Assert.Equal("its contract would end in 779 s, but replace_before_end_secs and verification need 780 s", ranked.LeftOut[0].Reason);
        Assert.Equal(8, Rank(offers, Settings() with { ReplaceBeforeEnd = TimeSpan.Zero }, now: 60).Usable.Length);
    }

    [Fact]
    public void Rank_BadHostsAndMachines_AreLeftOutForGood()
    {
        var settings = Settings() with { BadHosts = [7], BadMachines = [8], GoodHosts = [7], GoodMachines = [8] };

        var ranked = Rank([Offer(1, host: 7), Offer(2, machine: 8), Offer(3)], settings);

        Assert.Equal([3], Usable(ranked));
        Assert.Equal(
            [(1, "host 7 is in bad_hosts"), (2, "machine 8 is in bad_machines")],
            ranked.LeftOut.Select(left => (left.Offer.Id, left.Reason)));
    }

    [Fact]
    public void Rank_OffersWithoutMachineOrHost_AreNeitherGoodNorBad()
    {
        var settings = Settings() with { BadHosts = [0], BadMachines = [0], GoodHosts = [7] };
        var nameless = Offer(1) with { MachineId = null, HostId = null };
        var history = new History().Record(new RentIntended(Offer(9) with { MachineId = null }));

        Assert.Equal([2, 1], Usable(Rank([nameless, Offer(2, host: 7)], settings, history)));
    }

    [Fact]
    public void Rank_LeavesOut_WithTheReasonAsData()
    {
        var settings = Settings() with { BadHosts = [7], BadMachines = [8] };
        var history = new History().Lease(1, Offer(100)).Record(new RentIntended(Offer(200, machine: 20)));
        Offer[] offers = [Offer(1, host: 7), Offer(2, machine: 8), Offer(3) with { DphTotal = 1000 }, Offer(100), Offer(200, machine: 20), Offer(201, machine: 20)];

        var left = Rank(offers, settings, history).LeftOut;

        Assert.Equal(
            [ObjectionKind.BadHost, ObjectionKind.BadMachine, ObjectionKind.Filter, ObjectionKind.Rented, ObjectionKind.RentUnderWay, ObjectionKind.MachineBusy],
            left.Select(offer => offer.Objection.Kind));
        Assert.Equal("cost_per_hour", left[2].Objection.Filter);
    }

    [Theory]
    [InlineData(1, 600)]
    [InlineData(2, 1200)]
    [InlineData(3, 2400)]
    [InlineData(8, 76_800)]
    [InlineData(9, 86_400)]
    [InlineData(1000, 86_400)]
    [InlineData(int.MaxValue, 86_400)]
    public void Cooldown_AfterStrikes_DoublesToADay(int strikes, double seconds)
    {
        var history = new History().Record(new MachineKept(new MachineRecord(55, strikes, Epoch, "it failed")));

        Assert.Empty(Usable(Rank([Offer(1, machine: 55)], history: history, now: seconds - 1)));
        Assert.Equal([1], Usable(Rank([Offer(1, machine: 55)], history: history, now: seconds)));
    }

    [Fact]
    public void Cooldown_LongerThanADay_IsADay()
    {
        var settings = Settings() with { MachineCooldown = TimeSpan.FromDays(3) };

        Assert.Equal(At(86_400), OfferRanking.CooldownEnd(new MachineRecord(1, 1, Epoch, ""), settings));
        Assert.Equal(Epoch, OfferRanking.CooldownEnd(new MachineRecord(1, 5, Epoch, ""), settings with { MachineCooldown = TimeSpan.Zero }));
    }

    [Fact]
    public void Cooldown_SaysWhyAndUntilWhen()
    {
        var history = new History().Lease(1, Offer(100, machine: 55)).At(180).Record(new DestroyIntended(1, DestroyCause.MissedDeadline, "late"));

        var left = Assert.Single(Rank([Offer(2, machine: 55)], history: history, now: 200).LeftOut);
        Assert.Equal("machine 55 is cooling down for 580 s: late", left.Reason);
        Assert.Equal((ObjectionKind.CoolingDown, At(780)), (left.Objection.Kind, left.Objection.Until));
    }

    [Fact]
    public void Rank_MachineWithARentUnderWayOrUncertain_WaitsForIt()
    {
        var history = new History().Record(new RentIntended(Offer(1, machine: 55)), new RentIntended(Offer(2, machine: 66)), new RentUncertain(2, "reset"));

        var ranked = Rank([Offer(3, machine: 55), Offer(4, machine: 66), Offer(5, machine: 77), Offer(1, machine: 99)], history: history);

        Assert.Equal([5], Usable(ranked));
        Assert.Equal(
            ["another rent on machine 55 is under way", "another rent on machine 66 is under way", "its rent is under way"],
            ranked.LeftOut.Select(left => left.Reason).ToArray());
    }

    [Fact]
    public void Rank_OfferThatLives_IsNotRentedTwice_ItsMachineMayBe()
    {
        var ranked = Rank([Offer(100, machine: 55), Offer(101, machine: 55)], history: new History().Lease(1, Offer(100, machine: 55)));

        Assert.Equal([101], Usable(ranked));
        Assert.Equal("it is rented already, as instance 1", Assert.Single(ranked.LeftOut).Reason);
    }

    public static TheoryData<string, Offer, string?> Filtered => new()
    {
        { "no price", Offer(1, price: null), "it has no price" },
        { "price at the limit", Offer(1, price: 0.5), null },
        { "price over the limit", Offer(1, price: 0.5001), "it costs 0.5001 USD an hour, over 0.5" },
        { "another GPU", Offer(1) with { GpuName = "RTX 3090" }, "its GPU is RTX 3090" },
        { "underscores", Offer(1) with { GpuName = "RTX_4090" }, null },
        { "lower case", Offer(1) with { GpuName = "rtx 4090" }, null },
        { "a longer name", Offer(1) with { GpuName = "RTX 4090 D" }, "its GPU is RTX 4090 D" },
        { "no GPU name", Offer(1) with { GpuName = null }, null },
        { "not rentable", Offer(1) with { Rentable = false }, "it cannot be rented now" },
        { "rentable", Offer(1) with { Rentable = true }, null },
        { "unverified", Offer(1) with { Verification = "unverified" }, "Vast calls its machine unverified" },
        { "deverified", Offer(1) with { Verification = "deverified" }, "Vast calls its machine deverified" },
        { "verified", Offer(1) with { Verification = "verified" }, null },
        { "disk at the limit", Offer(1) with { DiskSpace = 16 }, null },
        { "disk too small", Offer(1) with { DiskSpace = 15.9 }, "it has 15.9 GB of disk, less than 16" },
        { "reliability2 at the limit", Offer(1) with { Reliability2 = 0.95 }, null },
        { "reliability2 too low", Offer(1) with { Reliability2 = 0.94, Reliability = 0.99 }, "it has 0.94 reliability, less than 0.95" },
        { "reliability stands in", Offer(1) with { Reliability = 0.9 }, "it has 0.9 reliability, less than 0.95" },
        { "duration at the limit", Offer(1) with { Duration = 3600 }, null },
        { "duration too short", Offer(1) with { Duration = 3599 }, "it has 3599 s of availability, less than 3600" },
        { "GPU memory at the limit", Offer(1) with { GpuRam = 24_000 }, null },
        { "GPU memory too small", Offer(1) with { GpuRam = 23_999 }, "it has 23999 MB of GPU memory, less than 24000" },
        { "CUDA at the limit", Offer(1) with { CudaMaxGood = 12.4 }, null },
        { "CUDA too old", Offer(1) with { CudaMaxGood = 12.2 }, "it has 12.2 as newest CUDA version, less than 12.4" },
    };

    [Theory]
    [MemberData(nameof(Filtered))]
    public void Filter_CheckedAgainOnThisSide_SaysWhatDoesNotPass(string what, Offer offer, string? objection)
    {
        Assert.NotEmpty(what);
        var query = Query with { Reliability = 0.95, Duration = TimeSpan.FromHours(1), GpuRam = 24, MinCudaVersion = "12.4" };

        Assert.Equal(objection, QueryFilter.Objection(offer, query));
    }

    [Fact]
    public void Filter_UnsetOnes_KeepNothingOut()
    {
        var poor = Offer(1) with { Reliability2 = 0, Duration = 1, GpuRam = 1, CudaMaxGood = 1 };

        Assert.Null(QueryFilter.Objection(poor, Query));
    }

    [Fact]
    public void Filter_NamesWithUnderscoresInTheSettings_MeanTheSame()
    {
        var query = Query with { GpuNames = ["RTX_3090", "RTX_4090"] };

        Assert.Null(QueryFilter.Objection(Offer(1), query));
        Assert.NotNull(QueryFilter.Objection(Offer(1) with { GpuName = "A100" }, query));
    }
}
