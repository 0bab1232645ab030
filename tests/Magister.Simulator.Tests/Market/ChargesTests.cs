using System.Globalization;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class ChargesTests
{
    [Fact]
    public void Charges_OfASpan_AreWhatTheMarketTook()
    {
        var bench = new Bench();
        var (one, other) = (bench.Rent(), bench.Rent());
        bench.Time.Advance(TimeSpan.FromHours(5));
        bench.Market.Destroy(one);
        bench.Time.Advance(TimeSpan.FromHours(60));
        var truth = bench.Market.Truth();

        var billed = Enumerable.Range(0, 4).SelectMany(day => Rows(bench.Market.Charges(Query(bench, day))))
            .GroupBy(row => row["source"]!.GetValue<string>(), row => row["amount"]!.GetValue<double>()).ToDictionary(row => row.Key, row => row.Sum());
        Assert.Equal([$"instance-{one}", $"instance-{other}"], billed.Keys.Order());
        foreach (var record in truth.Instances) Assert.Equal(record.Cost, billed[$"instance-{record.InstanceId}"], 0.002);
    }

    [Fact]
    public void Charges_Pages_FollowTheToken()
    {
        var bench = new Bench();
        long[] ids = [.. Enumerable.Range(0, 3).Select(_ => bench.Rent())];
        bench.Time.Advance(TimeSpan.FromHours(1));
        var first = bench.Market.Charges(Query(bench, 0) with { Limit = "2" });
        var second = bench.Market.Charges(Query(bench, 0) with { Limit = "2", AfterToken = first.Body["next_token"]!.GetValue<string>() });
        Assert.Equal(ids.Select(id => $"instance-{id}"), Rows(first).Concat(Rows(second)).Select(row => row["source"]!.GetValue<string>()));
        Assert.Null(second.Body["next_token"]);
        Assert.Equal(400, bench.Market.Charges(Query(bench, 0) with { AfterToken = "x" }).Status);
    }

    [Fact]
    public void Charges_WithoutDays_AreRefused() => Assert.Equal(400, new Bench().Market.Charges(new ListRequest()).Status);

    [Fact]
    public void OddBills_NameInstancesLateAndTwice()
    {
        var bench = new Bench(options => options with { OddBills = 1 });
        bench.Rent();
        bench.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(bench.Time.GetUtcNow().TimeOfDay.Ticks - 1));
        Assert.Empty(Rows(bench.Market.Charges(Query(bench, 0))));
        bench.Time.Advance(TimeSpan.FromHours(10));
        Assert.Equal(2, Rows(bench.Market.Charges(Query(bench, 0))).Length);
    }

    private static ListRequest Query(Bench bench, int day)
    {
        var from = new DateTimeOffset(bench.Market.Truth().Instances.Select(instance => instance.RentedAt).DefaultIfEmpty(bench.Time.GetUtcNow()).Min().UtcDateTime.Date, TimeSpan.Zero).AddDays(day).ToUnixTimeSeconds();
        return new ListRequest { SelectFilters = string.Create(CultureInfo.InvariantCulture, $$$"""{"day":{"gte":{{{from}}},"lte":{{{from + 86399}}}}}""") };
    }

    private static JsonNode[] Rows(MarketAnswer answer) => [.. answer.Body["results"]!.AsArray().Select(row => row!)];
}
