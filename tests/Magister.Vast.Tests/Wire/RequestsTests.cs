using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Vast.Calls;

namespace Magister.Vast.Tests.Wire;

public sealed class RequestsTests
{
    [Fact]
    public void SearchBody_EveryFilter_IsTheOriginals()
    {
        var query = new OfferQuery
        {
            GpuNames = ["RTX 4090", "RTX 5090"],
            CostPerHour = 0.5,
            DiskSpace = 32,
            AllocatedStorage = 40.5,
            Reliability = 0.98,
            MinCudaVersion = "12.4",
            GpuRam = 23.7,
            Duration = TimeSpan.FromDays(1),
        };
        AssertSame(
            """
            {"disk_space":{"gte":32},"reliability2":{"gte":0.98},"duration":{"gte":86400},"verified":{"eq":true},"dph_total":{"lte":0.5},
             "gpu_ram":{"gte":23700},"rentable":{"eq":true},"cuda_max_good":{"gte":"12.4"},"gpu_name":{"in":["RTX 4090","RTX 5090"]},
             "allocated_storage":40.5,"order":[["score","desc"]],"sort_option":{"0":["score","desc"]},"type":"ask"}
            """,
            new SearchCall(query).Next.Body);
    }

    [Fact]
    public void SearchBody_OptionalFiltersUnset_AreLeftOut() => AssertSame(
        """
        {"disk_space":{"gte":16},"verified":{"eq":true},"dph_total":{"lte":0.5},"rentable":{"eq":true},"gpu_name":{"in":["RTX 4090"]},
         "allocated_storage":16,"order":[["score","desc"]],"sort_option":{"0":["score","desc"]},"type":"ask"}
        """,
        new SearchCall(OrdinaryFleet.Query).Next.Body);

    [Fact]
    public void SearchBody_WithWhatIsSetAside_GainsExactlyThat() => AssertSame(
        """
        {"disk_space":{"gte":16},"verified":{"eq":true},"dph_total":{"lte":0.5},"rentable":{"eq":true},"gpu_name":{"in":["RTX 4090"]},
         "machine_id":{"notin":[5,6]},"host_id":{"notin":[7]},"score":{"lt":12.5},
         "allocated_storage":16,"order":[["score","desc"]],"sort_option":{"0":["score","desc"]},"type":"ask"}
        """,
        new SearchCall(OrdinaryFleet.Query, new SetAside([5, 6], [7], 12.5)).Next.Body);

    [Fact]
    public void SearchBody_ByPrice_AsksForTheCheapest_AndForWhatIsDearerThanThoseSetAside() => AssertSame(
        """
        {"disk_space":{"gte":16},"verified":{"eq":true},"dph_total":{"lte":0.5,"gt":0.25},"rentable":{"eq":true},"gpu_name":{"in":["RTX 4090"]},
         "allocated_storage":16,"order":[["dph_total","asc"]],"sort_option":{"0":["dph_total","asc"]},"type":"ask"}
        """,
        new SearchCall(OrdinaryFleet.Query with { Order = OfferOrder.Price }, new SetAside([], [], 0.25)).Next.Body);

    [Theory]
    [InlineData(null, "")]
    [InlineData(0.25, """ "min_bid":{"lte":0.25},""")]
    public void SearchBody_ForBids_AsksForThem_AndForNoneAboveTheBid(double? bid, string least) => AssertSame(
        $$"""
        {"disk_space":{"gte":16},"verified":{"eq":true},"dph_total":{"lte":0.5},{{least}}"rentable":{"eq":true},"gpu_name":{"in":["RTX 4090"]},
         "allocated_storage":16,"order":[["score","desc"]],"sort_option":{"0":["score","desc"]},"type":"bid"}
        """,
        new SearchCall(OrdinaryFleet.Query with { Bidding = new Bidding(bid) }).Next.Body);

    [Fact]
    public void RentBody_OfABid_HasItsPrice_AndOnDemandHasNone()
    {
        var order = new RentOrder(7, "hash", "magister", 16, "onstart");

        Assert.Equal(0.25, JsonNode.Parse(new RentCall(order with { Bid = 0.25 }).Next.Body)!["price"]!.GetValue<double>());
        Assert.False(JsonNode.Parse(new RentCall(order).Next.Body)!.AsObject().ContainsKey("price"));
    }

    [Fact]
    public void SearchBody_FurtherFilters_AreEachSentAsWhatTheyAre_ButForThoseNotAskedFor()
    {
        var query = OrdinaryFleet.Query with
        {
            Further =
            [
                new("num_gpus", "num_gpus", "in", ["2", "4"]), new("geolocation", "geolocation", "in", ["SE", "DE"]), new("static_ip", "static_ip", "eq", ["true"]),
                new("also.dlperf", "dlperf", "gte", ["20.5"]), new("also.dlperf", "dlperf", "lt", ["99"]), new("also.cpu_arch", "cpu_arch", "eq", ["amd64"]),
            ],
        };
        const string before = """{"disk_space":{"gte":16},"verified":{"eq":true},"dph_total":{"lte":0.5},"rentable":{"eq":true},"gpu_name":{"in":["RTX 4090"]},""";
        const string after = """ "allocated_storage":16,"order":[["score","desc"]],"sort_option":{"0":["score","desc"]},"type":"ask"}""";

        AssertSame(
            before + """
            "num_gpus":{"in":[2,4]},"geolocation":{"in":["SE","DE"]},"static_ip":{"eq":true},"dlperf":{"gte":20.5,"lt":99},"cpu_arch":{"eq":"amd64"},
            """ + after,
            new SearchCall(query).Next.Body);
        AssertSame(before + after, new SearchCall(query.WithoutAsking()).Next.Body);
        Assert.DoesNotContain("dlperf", Encoding.UTF8.GetString(new SearchCall(query.WithoutAsking("also.dlperf")).Next.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void RentBody_Order_IsTheOriginals()
    {
        const string onstart = "export A='it''s \"quoted\"' $B `c`\nprintf '%s' <&1 ü 🚀";
        var body = JsonNode.Parse(new RentCall(new RentOrder(7, "abc123", "magister", 16, onstart)).Next.Body)!.AsObject();
        Assert.Equal(onstart, body["onstart"]!.GetValue<string>());
        body["onstart"] = "";
        AssertSame(
            """
            {"template_hash_id":"abc123","label":"magister","disk":16,"onstart":"","client_id":null,"image":null,"extra_env":null,
             "args_str":null,"runtype":null,"image_login":null,"jupyter_dir":null,"python_utf8":null,"lang_utf8":null,"template_id":null,
             "use_jupyter_lab":false}
            """,
            Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    [Fact]
    public void Addresses_OtherCulture_AreTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "minus";
        other.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal("api/v0/asks/12345678/", new RentCall(new RentOrder(12345678, "abc123", "magister", 16, "")).Next.Address);
            Assert.Equal("api/v0/instances/312/", new ShowCall(312).Next.Address);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertSame(string expected, byte[] actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), Encoding.UTF8.GetString(actual));
}
