using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class InstanceListTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("""[{"col": "machine_id", "dir": "desc"}]""")]
    [InlineData("""[{"col": "gpu_name", "dir": "asc"}, {"col": "dph_total", "dir": "desc"}]""")]
    [InlineData("""[{"col": "geolocation", "dir": "desc"}]""")]
    public void List_PageByPage_EachInstanceComesOnce(string? order)
    {
        var bench = new Bench();
        var rented = Enumerable.Range(0, 57).Select(_ => bench.Rent()).ToList();
        var (seen, pages, after) = (new List<long>(), 0, default(string));
        do
        {
            var page = bench.List(limit: "25", after: after, order: order);
            Assert.Equal(57, page["total_instances"]!.GetValue<int>());
            Assert.Equal(page["instances_found"]!.GetValue<int>(), page["instances"]!.AsArray().Count);
            seen.AddRange(page["instances"]!.AsArray().Select(row => (long)row!["id"]!.GetValue<double>()));
            after = page["next_token"]?.ToString();
            pages++;
        }
        while (after is not null);

        Assert.Equal(3, pages);
        Assert.Equal(rented, seen.Order());
    }

    [Fact]
    public void List_OneGoneBetweenPages_NoneIsSkippedOrRepeated()
    {
        var bench = new Bench();
        var rented = Enumerable.Range(0, 20).Select(_ => bench.Rent()).ToList();
        var first = bench.List(limit: "10");
        bench.Market.Destroy(rented[3]);

        var second = bench.List(limit: "10", after: first["next_token"]!.ToString());

        Assert.Equal(rented.Skip(10), second["instances"]!.AsArray().Select(row => (long)row!["id"]!.GetValue<double>()));
        Assert.Null(second["next_token"]);
    }

    [Theory]
    [InlineData("0", 5)]
    [InlineData("-3", 5)]
    [InlineData("7", 7)]
    [InlineData("100", 25)]
    [InlineData(null, 25)]
    public void List_Limit_IsAsDocumented(string? limit, int rows)
    {
        var bench = new Bench();
        for (var i = 0; i < 30; i++) bench.Rent();

        Assert.Equal(rows, bench.List(limit)["instances"]!.AsArray().Count);
    }

    [Fact]
    public void List_FullLastPage_HasNoToken()
    {
        var bench = new Bench();
        for (var i = 0; i < 10; i++) bench.Rent();

        Assert.Null(bench.List("10")["next_token"]);
    }

    [Theory]
    [InlineData("""{"label": {"eq": "magister"}}""", 2)]
    [InlineData("""{"label": {"neq": "magister"}}""", 1)]
    [InlineData("""{"label": {"in": ["magister", "other"]}}""", 3)]
    [InlineData("""{"label": {"notin": ["magister"]}}""", 1)]
    [InlineData("""{"label": {"eq": "magister"}, "actual_status": {"eq": "running"}}""", 0)]
    [InlineData("""{"id": {"gt": 0, "lte": 99999999}}""", 3)]
    [InlineData("{}", 3)]
    public void List_Filters_AreAppliedAndCounted(string filters, int count)
    {
        var bench = new Bench();
        bench.Rent();
        bench.Rent();
        bench.Rent(label: "other");

        var list = bench.List(filters: filters);

        Assert.Equal(count, list["instances"]!.AsArray().Count);
        Assert.Equal(count, list["total_instances"]!.GetValue<int>());
        Assert.Equal(count, list["label_counts"]!.AsObject().Sum(label => label.Value!.GetValue<int>()));
    }

    [Fact]
    public void List_FilterOnOffline_MissesBecauseItIsNotStored()
    {
        var bench = new Bench();
        var id = bench.Rent();
        bench.Market.SetStatus(id, InstanceStatus.Offline);

        Assert.Empty(bench.Listed("""{"actual_status": {"eq": "offline"}}"""));
        Assert.Equal([id], bench.Listed("""{"actual_status": {"eq": "running"}}"""));
        Assert.Equal("offline", bench.List()["instances"]![0]!["actual_status"]!.ToString());
    }

    [Fact]
    public void List_Columns_OnlyThoseAskedForUnknownOnesNull()
    {
        var bench = new Bench();
        bench.Rent(onstart: "echo hi");

        var row = bench.List(columns: """["id", "onstart", "offer_id"]""")["instances"]![0]!.AsObject();

        Assert.Equal(["id", "onstart", "offer_id"], row.Select(field => field.Key));
        Assert.Equal("echo hi", row["onstart"]!.ToString());
        Assert.Null(row["offer_id"]);
    }

    [Fact]
    public void List_AllColumns_TheOfferIsNotAmongThem()
    {
        var bench = new Bench();
        var id = bench.Rent();
        var offer = bench.Instance(id).OfferId!.Value;

        Assert.DoesNotContain(offer.ToString(), bench.List()["instances"]![0]!.ToJsonString());
    }

    [Theory]
    [InlineData("after_token")]
    [InlineData("eyJ2YWx1ZXMiOiB7fX0=")]
    public void List_WrongToken_IsRefused(string token)
    {
        var answer = new Bench().Market.List(new ListRequest(AfterToken: token));

        Assert.Equal((400, "invalid_token"), (answer.Status, answer.Body["error"]!.ToString()));
    }

    [Fact]
    public void List_Lag_HidesANewInstanceThatIsShownAlone()
    {
        var bench = new Bench(o => o with { ListLag = DurationRange.Seconds(10, 10) });
        var id = bench.Rent();

        Assert.Empty(bench.Listed());
        Assert.Equal(0, bench.List()["total_instances"]!.GetValue<int>());
        Assert.NotNull(bench.Market.Show(id).Body["instances"]);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([id], bench.Listed());
    }

    [Fact]
    public void List_Linger_ShowsADestroyedInstanceThatIsGoneAlone()
    {
        var bench = new Bench(o => o with { Linger = TimeSpan.FromSeconds(10) });
        var id = bench.Rent();
        bench.Market.Destroy(id);

        Assert.Equal([id], bench.Listed());
        Assert.Null(bench.Market.Show(id).Body["instances"]);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(bench.Listed());
    }

    [Fact]
    public void Tenant_OlderThanAnyOffer_HasTimeLeft()
    {
        var bench = new Bench();
        var ids = Enumerable.Range(0, 20).Select(_ => bench.Market.AddTenant("someone", "echo", TimeSpan.FromHours(41))).ToArray();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.All(ids, id => Assert.Equal("running", bench.Market.Show(id).Body["instances"]!["actual_status"]!.GetValue<string>()));
    }

    [Fact]
    public void List_Tenants_AreOnTheAccount()
    {
        var bench = new Bench();
        var id = bench.Market.AddTenant("someone", "echo", TimeSpan.FromHours(2));

        var row = bench.List()["instances"]![0]!;

        Assert.Equal((id, "someone", "running"), ((long)row["id"]!.GetValue<double>(), row["label"]!.ToString(), row["actual_status"]!.ToString()));
        Assert.Equal((bench.Time.GetUtcNow() - TimeSpan.FromHours(2)).ToUnixTimeSeconds(), row["start_date"]!.GetValue<double>());
        Assert.True(bench.Instance(id).IsTenant);
    }
}
