using System.Text.Json;
using Magister.Simulator.Http;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

public sealed class OffersTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync(options => options with { Market = options.Market with { SearchCap = 10_000, PriceSwing = 0 } });

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Offers_ArePricedForTheDiskThatIsRented()
    {
        var small = await PricesAsync("16", "16");
        var large = await PricesAsync("160", "16");
        var straight = await PricesAsync("160", "160");

        Assert.NotEmpty(large);
        foreach (var (offer, price) in large)
        {
            Assert.True(price > small[offer]);
            Assert.Equal(straight[offer], price, 4);
        }
    }

    [Fact]
    public async Task Offers_ByPrice_HaveTheCheapestGpuFirst_AndSaySo()
    {
        (string, string)[] byPrice = [("OFFER_ORDER", "price"), ("VAST_QUERY_COST_PER_HOUR", "20")];
        var report = (await world.RunAsync("offers --json", 2, byPrice)).Json;
        var prices = report.GetProperty("offers").EnumerateArray().Select(row => row.GetProperty("offer"))
            .Select(offer => offer.GetProperty("cost_per_hour").GetDouble() / offer.GetProperty("num_gpus").GetInt64()).ToArray();

        Assert.Equal("Price", report.GetProperty("order").GetString());
        Assert.True(prices.Length > 5);
        Assert.Equal(prices.Order(), prices);
        Assert.Contains("best first by price of a GPU", (await world.RunAsync("offers", 2, byPrice)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_ByValue_ShowThePartsOfTheFigure()
    {
        (string, string)[] byValue = [("OFFER_ORDER", "value"), ("VAST_QUERY_COST_PER_HOUR", "20")];
        var offers = (await world.RunAsync("offers --json", 2, byValue)).Json.GetProperty("offers").EnumerateArray().ToArray();
        var first = offers[0].GetProperty("value");

        Assert.Equal((0.8, 120), (first.GetProperty("chance_of_working").GetDouble(), first.GetProperty("boot_secs").GetDouble()));
        Assert.True(first.GetProperty("life_hours").GetDouble() is > 0 and <= 24);
        Assert.All(offers, row => Assert.True(row.GetProperty("value").GetProperty("usd_per_working_hour").GetDouble() > row.GetProperty("offer").GetProperty("cost_per_hour").GetDouble()));
        var text = (await world.RunAsync("offers", 2, byValue)).Out;
        Assert.Contains("best first by what a working hour is expected to cost", text, StringComparison.Ordinal);
        Assert.Contains("works  boot s  life h  USD/worked h", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Skip(1).TakeWhile(line => line.Length > 0), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public async Task Offers_WithFurtherFilters_AllPassThem_AndWithNoneTheFilterIsNamed()
    {
        var some = (await world.RunAsync("offers --json", 2, ("VAST_QUERY_NUM_GPUS", "2"), ("VAST_QUERY_COST_PER_HOUR", "20"), ("VAST_QUERY_ALSO", """{"gpu_frac": {"lte": 0.5}}"""))).Json;
        Assert.NotEmpty(some.GetProperty("offers").EnumerateArray());
        Assert.All(some.GetProperty("offers").EnumerateArray(), row => Assert.True(row.GetProperty("offer").GetProperty("num_gpus").GetInt64() >= 2));

        world.Vast.Market.Change(market => market with { SkipNumericFilters = 1 });
        var left = (await world.RunAsync("offers --json", 2, ("VAST_QUERY_INET_DOWN", "900000"))).Json.GetProperty("left_out").EnumerateArray().ToArray();
        Assert.NotEmpty(left);
        Assert.All(left, row => Assert.Equal("inet_down", row.GetProperty("filter").GetString()));
    }

    [Fact]
    public async Task Offers_LeftOut_SayWhy_AndTheOthersAreInTheDaemonsOrder()
    {
        var all = (await world.RunAsync("offers --json")).Json.GetProperty("offers").EnumerateArray().Select(row => row.GetProperty("offer")).ToArray();
        var (host, machine) = (all[0].GetProperty("host_id"), all.First(row => row.GetProperty("host_id").GetInt64() != all[0].GetProperty("host_id").GetInt64()).GetProperty("machine_id"));

        var result = await world.RunAsync("offers --json", 2, ("BAD_HOSTS", $"{host}"), ("GOOD_MACHINES", $"{machine}"));

        Assert.Equal(0, result.Code);
        var first = result.Json.GetProperty("offers")[0];
        Assert.Equal((1, true, machine.GetInt64()), (first.GetProperty("rank").GetInt32(), first.GetProperty("is_preferred").GetBoolean(), first.GetProperty("offer").GetProperty("machine_id").GetInt64()));
        var left = result.Json.GetProperty("left_out").EnumerateArray().ToArray();
        Assert.NotEmpty(left);
        Assert.All(left, row => Assert.Equal(("BadHost", $"host {host} is in bad_hosts"), (row.GetProperty("why").GetString(), row.GetProperty("reason").GetString())));

        var text = await world.RunAsync("offers", 2, ("BAD_HOSTS", $"{host}"));
        Assert.Contains("is in bad_hosts", text.Out, StringComparison.Ordinal);
        Assert.Contains("reliability", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text.Out);
    }

    [Fact]
    public async Task Offers_OfAMachineThatFailed_AreLeftOutByTheJournal()
    {
        var magister = await world.StartAsync(1);
        await world.SettlesAsync(magister, 1);
        var failed = world.Ours().Single();
        await magister.DropAsync(failed.OfferId!.Value, "too slow");
        await Eventually.IsTrueAsync("another took its place", () => world.Ours().Any(instance => instance.InstanceId != failed.InstanceId));
        await magister.KillAsync();
        var before = StateFiles.Of(world);

        var left = (await world.RunAsync("offers --json")).Json.GetProperty("left_out").EnumerateArray().Single(row => Offer(row) == failed.OfferId);

        Assert.Equal("CoolingDown", left.GetProperty("why").GetString());
        Assert.Contains("too slow", left.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(left.GetProperty("until").GetDateTimeOffset() > DateTimeOffset.UtcNow);
        Assert.Equal(before, StateFiles.Of(world));
    }

    [Fact]
    public async Task Offers_WithNothingToRent_EndsWith4_RefusedKeyWith3_NoVastWith10()
    {
        Assert.Equal(4, (await world.RunAsync("offers", 2, ("VAST_QUERY_COST_PER_HOUR", "0.001"))).Code);
        Assert.Equal(3, (await world.RunAsync("offers", 2, ("VAST_API_KEY", "wrong-key"))).Code);
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.Unavailable };
        var down = await world.RunAsync("offers", 2, ("VAST_HTTP_TIMEOUT_SECS", "1"));
        Assert.Equal(10, down.Code);
        Assert.Contains("\nmagister: the search call to Vast failed", down.Error, StringComparison.Ordinal);
    }

    private async Task<Dictionary<long, double>> PricesAsync(string disk, string priced)
    {
        var result = await world.RunAsync("offers --json", 2, ("VAST_QUERY_DISK_SPACE", disk), ("VAST_QUERY_ALLOCATED_STORAGE", priced));
        return result.Json.GetProperty("offers").EnumerateArray().ToDictionary(Offer, row => row.GetProperty("offer").GetProperty("cost_per_hour").GetDouble());
    }

    private static long Offer(JsonElement row) => row.GetProperty("offer").GetProperty("offer_id").GetInt64();
}
