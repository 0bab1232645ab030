using System.Text.Json.Nodes;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class OfferSearchTests
{
    private static double Number(JsonNode offer, string field) => offer[field]!.GetValue<double>();

    [Theory]
    [InlineData("""{"num_gpus": {"eq": 2}}""", "num_gpus", 2, 2)]
    [InlineData("""{"num_gpus": {"neq": 1}}""", "num_gpus", 2, 8)]
    [InlineData("""{"dph_total": {"lte": 0.5}}""", "dph_total", 0, 0.5)]
    [InlineData("""{"dph_total": {"lt": 0.5, "gt": 0.2}}""", "dph_total", 0.2, 0.5)]
    [InlineData("""{"reliability2": {"gte": 0.99}}""", "reliability2", 0.99, 1)]
    [InlineData("""{"cuda_max_good": {"gte": "12.4"}}""", "cuda_max_good", 12.4, 13)]
    [InlineData("""{"num_gpus": {"in": [4, 8]}}""", "num_gpus", 4, 8)]
    [InlineData("""{"num_gpus": {"notin": [1, 2]}}""", "num_gpus", 3, 8)]
    [InlineData("""{"gpu_ram": {"gte": 24000}}""", "gpu_ram", 24000, 90000)]
    [InlineData("""{"duration": {"gte": 864000}}""", "duration", 864000, 6000000)]
    [InlineData("""{"disk_space": {"gte": 500}}""", "disk_space", 500, 4000)]
    public void Search_FilterOnANumber_ExactlyTheOffersWithinAreFound(string filter, string field, double least, double most)
    {
        var bench = new Bench(o => o with { SearchCap = 1000 });
        var all = bench.Search();

        var found = bench.Search(filter);

        Assert.NotEmpty(found);
        Assert.All(found, offer => Assert.InRange(Number(offer, field), least, most));
        Assert.True(found.Count < all.Count);
    }

    [Fact]
    public void Search_WithoutTheMachinesHostsAndScoresOfTheBest_ShowsThoseBehindThem()
    {
        var bench = new Bench(o => o with { SearchCap = 5 });
        var best = bench.Search();
        string Of(string field) => string.Join(", ", best.Select(offer => offer[field]!.ToString()));

        Assert.All(
            [
                $$$"""{"machine_id": {"notin": [{{{Of("machine_id")}}}]}}""", $$$"""{"host_id": {"notin": [{{{Of("host_id")}}}]}}""",
                $$$"""{"score": {"lt": {{{best.Min(offer => Number(offer, "score"))}}}}}""",
            ],
            filter => Assert.Equal(5, bench.Search(filter).Count(behind => best.All(offer => offer["id"]!.ToString() != behind["id"]!.ToString()))));
    }

    [Theory]
    [InlineData("""{"gpu_name": {"eq": "RTX 4090"}}""")]
    [InlineData("""{"gpu_name": {"eq": "RTX_4090"}}""")]
    [InlineData("""{"gpu_name": {"in": ["RTX 4090", "Voodoo 2"]}}""")]
    public void Search_GpuName_IsFoundWithBlanksAndWithUnderscores(string filter) =>
        Assert.All(new Bench().Search(filter), offer => Assert.Equal("RTX 4090", offer["gpu_name"]!.ToString()));

    [Fact]
    public void Search_Geolocation_IsTheCountry()
    {
        var found = new Bench().Search("""{"geolocation": {"in": ["SE", "US"]}}""");

        Assert.NotEmpty(found);
        Assert.All(found, offer => Assert.Matches("(SE|US)$", offer["geolocation"]!.ToString()));
    }

    [Fact]
    public void Search_NothingAsked_OnlyVerifiedOnesBestScoreFirstAtMost64()
    {
        var found = new Bench().Search();

        Assert.Equal(64, found.Count);
        Assert.All(found, offer => Assert.Equal("verified", offer["verification"]!.ToString()));
        Assert.Equal(found.Select(offer => Number(offer, "score")).OrderDescending(), found.Select(offer => Number(offer, "score")));
    }

    [Theory]
    [InlineData("""{"limit": 10}""", 10)]
    [InlineData("""{"limit": 1000}""", 64)]
    [InlineData("""{"limit": 0}""", 0)]
    public void Search_Limit_HoldsUpToTheCap(string body, int count) => Assert.Equal(count, new Bench().Search(body).Count);

    [Fact]
    public void Search_Unverified_AreFoundWhenAskedFor() =>
        Assert.Contains(new Bench(o => o with { SearchCap = 1000 }).Search("""{"verified": {"eq": false}}"""), offer => offer["verification"]!.ToString() == "unverified");

    [Fact]
    public void Search_Order_IsKept()
    {
        var prices = new Bench().Search("""{"order": [["dph_total", "asc"]]}""").Select(offer => Number(offer, "dph_total")).ToList();

        Assert.Equal(prices.Order(), prices);
    }

    [Theory]
    [InlineData("""{"gpu_colour": {"eq": "red"}}""")]
    [InlineData("""{"num_gpus": {"like": 1}}""")]
    [InlineData("""{"num_gpus": {"in": 1}}""")]
    [InlineData("""{"num_gpus": 1}""")]
    [InlineData("""{"order": [["nope", "asc"]]}""")]
    [InlineData("""{"order": ["score"]}""")]
    public void Search_WrongBody_IsRefused(string body) =>
        Assert.Equal(400, new Bench().Market.Search(JsonNode.Parse(body)!.AsObject()).Status);

    [Fact]
    public void Search_AllocatedStorage_IsInTheTotalPrice()
    {
        var bench = new Bench();
        var small = bench.Search("""{"allocated_storage": 10}""").ToDictionary(offer => Number(offer, "id"));
        var large = bench.Search("""{"allocated_storage": 730}""");

        Assert.All(large, offer => Assert.Equal(
            Number(offer, "storage_cost"), Number(offer, "dph_total") - Number(small[Number(offer, "id")], "dph_total"), 5));
    }

    [Fact]
    public void Search_TypeBid_PricesAreTheLeastBids()
    {
        var bench = new Bench();
        var normal = bench.Search("""{"allocated_storage": 0}""").ToDictionary(offer => Number(offer, "id"));

        Assert.All(bench.Search("""{"type": "bid", "allocated_storage": 0}"""), offer =>
        {
            Assert.True(offer["is_bid"]!.GetValue<bool>());
            Assert.Equal(Number(normal[Number(offer, "id")], "min_bid"), Number(offer, "dph_total"), 5);
        });
    }

    [Fact]
    public void Search_PricesSwing_TheyChangeAndStayWithinTheSwing()
    {
        var bench = new Bench(o => o with { PriceSwing = 0.1, PricePeriod = TimeSpan.FromHours(1) });
        var before = bench.Search("""{"order": [["id", "asc"]]}""").ConvertAll(offer => Number(offer, "dph_base"));
        bench.Time.Advance(TimeSpan.FromSeconds(1200));
        var after = bench.Search("""{"order": [["id", "asc"]]}""").ConvertAll(offer => Number(offer, "dph_base"));

        Assert.NotEqual(before, after);
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second / pair.First, 0.9 / 1.1, 1.1 / 0.9));
    }

    [Fact]
    public void Search_NumericFiltersSkipped_OnlyNamesAreKept()
    {
        var found = new Bench(o => o with { SkipNumericFilters = 1 }).Search("""{"dph_total": {"lte": 0.01}, "gpu_name": {"in": ["RTX 3090"]}}""");

        Assert.NotEmpty(found);
        Assert.All(found, offer => Assert.Equal("RTX 3090", offer["gpu_name"]!.ToString()));
    }

    [Fact]
    public void Search_BrokenOffers_AreAmongTheGoodOnes()
    {
        var bench = new Bench(o => o with { BrokenOffers = 0.3 });

        var offers = bench.Market.Search([]).Body["offers"]!.AsArray();

        Assert.Contains(offers, offer => offer is not JsonObject);
        Assert.Contains(offers, offer => offer is JsonObject whole && whole.ContainsKey("gpu_ram"));
    }

    [Fact]
    public void Offers_AnySeed_AreAsVariedAsVasts()
    {
        var bench = new Bench(o => o with { Offers = 2000, SearchCap = 5000 });
        var offers = bench.Search("""{"verified": {"in": [true, false]}}""");

        Assert.Equal(2000, offers.Count);
        Assert.True(offers.Select(offer => offer["gpu_name"]!.ToString()).Distinct().Count() >= 6);
        Assert.Contains(offers, offer => offer["geolocation"] is null);
        Assert.Contains(offers, offer => offer["geolocation"]?.ToString() == ", US");
        Assert.Contains(offers, offer => offer["public_ipaddr"]?.ToString().EndsWith('\n') == true);
        Assert.Contains(offers, offer => offer.ContainsKey("cpu_name") && offer["cpu_name"] is null);
        Assert.Contains(offers, offer => !offer.ContainsKey("cpu_name"));
        Assert.Contains(offers.GroupBy(offer => Number(offer, "machine_id")), machine => machine.Count() > 1);
        Assert.Contains(offers.GroupBy(offer => Number(offer, "host_id")), host => host.Select(offer => Number(offer, "machine_id")).Distinct().Count() > 1);
        Assert.Equal(2000, offers.Select(offer => Number(offer, "id")).Distinct().Count());
    }

    [Fact]
    public void Offer_Taken_LeavesTheSearchAndComesBackUnderTheSameId()
    {
        var bench = new Bench(o => o with { SearchCap = 1000 });
        var offer = bench.Free.OfferId;
        bool Shown() => bench.Search().Exists(found => Number(found, "id").Equals(offer));

        Assert.True(Shown());
        var instance = bench.Rent(offer);
        Assert.False(Shown());
        bench.Market.Destroy(instance);
        Assert.True(Shown());
        Assert.NotEqual(instance, bench.Rent(offer));
    }

    [Fact]
    public void Offer_SearchLags_IsShownAWhileThoughItIsTaken()
    {
        var bench = new Bench(o => o with { SearchCap = 1000, SearchLag = TimeSpan.FromSeconds(5) });
        var offer = bench.Free.OfferId;
        bool Shown() => bench.Search().Exists(found => Number(found, "id").Equals(offer));

        var instance = bench.Rent(offer);
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(Shown());
        Assert.False(bench.TryRent(offer).Succeeded);
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(Shown());
        bench.Market.Destroy(instance);
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(Shown());
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(Shown());
    }

    [Fact]
    public void Offers_AddedRemovedRepriced_TheSearchShowsIt()
    {
        var bench = new Bench(o => o with { Offers = 0 });

        var added = bench.Market.AddOffer("H100 SXM", 1.5)!.Value;
        bench.Market.AddOffer("H100 SXM", 1.5);
        Assert.Null(bench.Market.AddOffer("Voodoo 2"));
        Assert.True(bench.Market.Reprice(added, 3));
        Assert.Equal(3, bench.Market.Offers().Single(offer => offer.OfferId == added).Price);
        Assert.True(bench.Market.RemoveOffer(added));
        Assert.False(bench.Market.RemoveOffer(added));
        Assert.Single(bench.Market.Offers());
    }
}
