using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class BidTests
{
    private static readonly TimeSpan Moves = TimeSpan.FromMinutes(10);

    [Fact]
    public void Rent_WithAPrice_IsABidThatCostsItAndItsStorage()
    {
        var bench = new Bench();
        var bid = bench.Instance(Rent(bench, bench.Free.OfferId, 0.9));
        var onDemand = bench.Instance(bench.Rent());

        Assert.True(bid.IsBid);
        Assert.InRange(bid.PricePerHour, 0.9, 0.99);
        Assert.False(onDemand.IsBid);
    }

    [Fact]
    public void Rent_BelowTheLeastBid_IsRefused()
    {
        var bench = new Bench();
        var offer = bench.Search("""{"type": "bid"}""")[0];
        var least = offer["min_bid"]!.GetValue<double>();
        var id = (long)offer["id"]!.GetValue<double>();

        var answer = TryRent(bench, id, least - 0.0001);

        Assert.Equal((400, "invalid_price"), (answer.Status, answer.Body["error"]!.ToString()));
        Assert.True(TryRent(bench, id, least).Succeeded);
    }

    [Fact]
    public void LeastBid_MovesAndStopsWhatBidsLess_WhichRunsAgainOnceItFalls_AndPaysForItsStorageMeanwhile()
    {
        var bench = new Bench(o => o with { BidMoves = Moves });
        var id = Rent(bench, Cheap(bench), null);
        Until(bench, id, instance => instance.IsOutbid);

        var stopped = bench.Instance(id);
        Assert.Equal(("stopped", "stopped: outbid"), (stopped.Status, stopped.StatusMessage));
        var row = bench.List()["instances"]![0]!;
        Assert.Equal(["stopped", "stopped", "stopped"], new[] { "intended_status", "cur_state", "next_state" }.Select(name => row[name]!.ToString()));
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.InRange(bench.Instance(id).Cost - stopped.Cost, 1e-9, stopped.PricePerHour / 120 * 0.2);

        Until(bench, id, instance => instance.Status == "running");
        Assert.False(bench.Instance(id).IsOutbid);
    }

    [Fact]
    public void OnDemand_IsNeverOutbid()
    {
        var bench = new Bench(o => o with { BidMoves = Moves });
        var id = bench.Rent();
        bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("running", bench.Instance(id).Status);
        Assert.False(bench.Market.Outbid(id));
    }

    [Fact]
    public void Outbid_ByTheAdmin_StopsABid_AndWantOfCreditIsNoOutbidding()
    {
        var bench = new Bench();
        var id = Rent(bench, bench.Free.OfferId, 0.9);
        Assert.True(bench.Market.Outbid(id));
        Assert.True(bench.Instance(id).IsOutbid);

        bench.Market.Change(options => options with { Credit = 0 });
        Assert.False(bench.Instance(id).IsOutbid);
        Assert.Equal("stopped: the account has no credit", bench.Instance(id).StatusMessage);
    }

    [Fact]
    public void LostBids_AreContractsOnDemandAtTheFullPrice()
    {
        var bench = new Bench(o => o with { LostBids = 1 });
        var offer = bench.Free;

        var instance = bench.Instance(Rent(bench, offer.OfferId, offer.Price * 0.7));

        Assert.False(instance.IsBid);
        Assert.True(instance.PricePerHour > offer.Price * 0.9);
    }

    private static long Cheap(Bench bench) => (long)bench.Search("""{"type": "bid", "order": [["dph_total", "asc"]]}""")[0]["id"]!.GetValue<double>();

    private static long Rent(Bench bench, long offer, double? bid) => TryRent(
        bench, offer, bid ?? bench.Search("""{"type": "bid"}""").Single(one => (long)one["id"]!.GetValue<double>() == offer)["min_bid"]!.GetValue<double>()).InstanceId!.Value;

    private static MarketAnswer TryRent(Bench bench, long offer, double bid) =>
        bench.Market.Rent(offer, new JsonObject { ["template_hash_id"] = "abc", ["label"] = "magister", ["disk"] = 16, ["price"] = bid });

    private static void Until(Bench bench, long id, Predicate<InstanceRecord> such)
    {
        for (var minutes = 0; minutes < 1000 && !such(bench.Instance(id)); minutes++) bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(such(bench.Instance(id)));
    }
}
