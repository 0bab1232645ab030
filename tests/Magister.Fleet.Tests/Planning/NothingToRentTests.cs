using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class NothingToRentTests
{
    private static readonly RankedOffers None = new([], []);

    private static string Explain(ImmutableArray<Offer>? loosened, FleetSettings? settings = null, RankedOffers? found = null) =>
        NothingToRent.Explain(found ?? None, loosened, settings ?? Settings());

    public static TheoryData<string, OfferQuery, Offer> Keys => new()
    {
        { "cost_per_hour", Query, Offer(1, price: 0.9) },
        { "disk_space", Query with { DiskSpace = 100, AllocatedStorage = 100 }, Offer(1) with { DiskSpace = 50 } },
        { "reliability", Query with { Reliability = 0.99 }, Offer(1) with { Reliability2 = 0.9 } },
        { "duration", Query with { Duration = TimeSpan.FromDays(9) }, Offer(1) with { Duration = 60 } },
        { "gpu_ram", Query with { GpuRam = 48 }, Offer(1) with { GpuRam = 24_000 } },
        { "min_cuda_version", Query with { MinCudaVersion = "13.0" }, Offer(1) with { CudaMaxGood = 12.8 } },
        { "num_gpus", Query with { Further = [new("num_gpus", "num_gpus", "gte", ["4"])] }, Offer(1).Telling(Told("num_gpus", "2")) },
        { "also.gpu_frac", Query with { Further = [new("also.gpu_frac", "gpu_frac", "eq", ["1"])] }, Offer(1) },
    };

    private static ImmutableDictionary<string, string> Told(string field, string text) => ImmutableDictionary<string, string>.Empty.Add(field, text);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Explain_OneFilterKeepsAllOut_NamesIt(string key, OfferQuery query, Offer offer)
    {
        var text = Explain([offer, offer with { Id = 2 }], Settings() with { Query = query });

        Assert.Contains($"Loosen: {key} (2 of 2 fail it", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_SeveralFilters_NamesTheOneThatMostFailFirst_AndTheCheapestPrice()
    {
        var text = Explain(
            [Offer(1, price: 0.81), Offer(2, price: 0.75), Offer(3) with { Reliability2 = 0.5 }],
            Settings() with { Query = Query with { Reliability = 0.9 } });

        Assert.EndsWith("Loosen: cost_per_hour (2 of 3 fail it; the cheapest costs 0.3), reliability (1 of 3 fail it).", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_NothingEvenWithoutFilters_NamesTheGpu() =>
        Assert.Contains("Nothing at all is on offer for gpu_name RTX 4090: loosen gpu_name", Explain([]), StringComparison.Ordinal);

    [Fact]
    public void Explain_WithoutALoosenedSearch_NamesThemAll()
    {
        var text = Explain(null);

        Assert.All(
            ["cost_per_hour", "reliability", "gpu_ram", "duration", "disk_space", "gpu_name"],
            key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_WithoutALoosenedSearch_NamesTheFurtherFiltersThatAreSet() => Assert.Contains(
        "Loosen also.gpu_frac, cost_per_hour",
        Explain(null, Settings() with { Query = Query with { Further = [new("also.gpu_frac", "gpu_frac", "gte", ["1"]), new("also.gpu_frac", "gpu_frac", "lt", ["2"])] } }),
        StringComparison.Ordinal);

    [Fact]
    public void Explain_OnlyBadHosts_NamesThem()
    {
        var settings = Settings() with { BadHosts = [7] };
        var found = OfferRanking.Rank([Offer(1, host: 7)], FleetState.Empty, settings, Epoch);

        var text = Explain([Offer(1, host: 7)], settings, found);

        Assert.Contains("Of the 1 it sent, none can be used, for instance because host 7 is in bad_hosts.", text, StringComparison.Ordinal);
        Assert.Contains("Loosen: bad_hosts or bad_machines", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Loosened_KeepsOnlyTheGpuAndTheDiskToPriceFor()
    {
        var query = Query with
        {
            Reliability = 0.9,
            Duration = TimeSpan.FromDays(1),
            GpuRam = 24,
            MinCudaVersion = "12.4",
            DiskSpace = 99,
            AllocatedStorage = 120,
        };

        Assert.Equal(
            new OfferQuery { GpuNames = query.GpuNames, CostPerHour = double.PositiveInfinity, DiskSpace = 0, AllocatedStorage = 120 },
            NothingToRent.Loosened(query));
    }
}
