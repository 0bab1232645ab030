using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class RentTests
{
    [Fact]
    public void Rent_FreeOffer_IsAnsweredWithTheInstanceAndItsKey()
    {
        var bench = new Bench();
        var answer = bench.TryRent(bench.Free.OfferId);

        Assert.Equal(200, answer.Status);
        Assert.True(answer.Body["success"]!.GetValue<bool>());
        Assert.Equal(answer.InstanceId, answer.Body["new_contract"]!.GetValue<long>());
        Assert.StartsWith("simulated-", answer.Body["instance_api_key"]!.ToString());
    }

    [Fact]
    public void Rent_UnknownOffer_IsNoSuchAsk()
    {
        var answer = new Bench().TryRent(99);

        Assert.Equal(404, answer.Status);
        Assert.Contains("no_such_ask", answer.Body["msg"]!.ToString());
        Assert.Equal(99, answer.Body["ask_id"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("""{"disk": 16}""", "invalid_args")]
    [InlineData("""{"image": "a", "disk": 7.9}""", "invalid_args")]
    [InlineData("""{"image": "a", "disk": 100000}""", "invalid_args")]
    [InlineData("""{"image": "a", "price": 0.0001}""", "invalid_price")]
    public void Rent_WrongRequest_IsRefusedAndNothingIsRented(string body, string error)
    {
        var bench = new Bench();

        var answer = bench.Market.Rent(bench.Free.OfferId, JsonNode.Parse(body)!.AsObject());

        Assert.Equal((400, error), (answer.Status, answer.Body["error"]!.ToString()));
        Assert.Empty(bench.Market.Truth().Instances);
    }

    [Theory]
    [InlineData("onstart", 4048)]
    [InlineData("label", 256)]
    [InlineData("image", 1024)]
    public void Rent_TextOfTheGreatestLength_IsAcceptedAndOneMoreRefused(string field, int most)
    {
        var bench = new Bench();
        MarketAnswer With(int length) => bench.Market.Rent(
            bench.Free.OfferId, new JsonObject { ["template_hash_id"] = "a", [field] = new string('x', length) });

        Assert.Equal(200, With(most).Status);
        Assert.Equal(400, With(most + 1).Status);
    }

    [Fact]
    public void Rent_OnstartAndArgumentsTogetherTooLong_IsRefused()
    {
        var bench = new Bench();

        var answer = bench.Market.Rent(
            bench.Free.OfferId, new JsonObject { ["image"] = "a", ["onstart"] = new string('x', 4000), ["args_str"] = new string('x', 97) });

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public void Rent_NoBody_IsRefused() => Assert.Equal(400, new Bench().Market.Rent(1, null).Status);

    [Fact]
    public void Rent_NoCredit_IsRefusedUntilThereIsSome()
    {
        var bench = new Bench(o => o with { Credit = 0 });

        Assert.Equal("insufficient_credit", bench.TryRent(bench.Free.OfferId).Body["error"]!.ToString());
        bench.Market.Change(o => o with { Credit = 5 });
        Assert.True(bench.TryRent(bench.Free.OfferId).Succeeded);
    }

    [Fact]
    public void Rent_MoreThanMayBeSpentInAnHour_IsRefused()
    {
        var bench = new Bench(o => o with { SpendRateLimit = 0.001 });

        Assert.Equal("spend_rate_limit", bench.TryRent(bench.Free.OfferId).Body["error"]!.ToString());
    }

    [Fact]
    public void Rent_SecondOfOneOfferAccepted_TheSecondDiesSoon()
    {
        var bench = new Bench(o => o with { AcceptTakenOffers = 1 });
        var first = bench.Rent();
        var offer = bench.Instance(first).OfferId!.Value;

        var second = bench.Rent(offer);
        bench.Time.Advance(TimeSpan.FromSeconds(200));

        Assert.Equal("running", bench.Instance(first).Status);
        Assert.Contains(bench.Instance(second).Status, new[] { "exited", "offline", "unknown" });
        bench.Market.Destroy(second);
        Assert.Equal(1, bench.Market.Offers().Single(o => o.OfferId == offer).Holders);
    }

    [Fact]
    public void Rent_PriceMovesLater_TheInstanceKeepsTheOneItWasRentedAt()
    {
        var bench = new Bench(o => o with { PriceSwing = 0.5 });
        var offer = bench.Search("""{"allocated_storage": 16}""")[0];
        var id = bench.Rent((long)offer["id"]!.GetValue<double>());
        bench.Time.Advance(TimeSpan.FromSeconds(1000));

        Assert.Equal(offer["dph_total"]!.GetValue<double>(), bench.Instance(id).PricePerHour, 6);
        Assert.Equal(bench.Instance(id).PricePerHour, bench.Market.Show(id).Body["instances"]!["dph_total"]!.GetValue<double>(), 6);
    }

    [Fact]
    public void Rent_TargetStateStopped_TheInstanceNeverBoots()
    {
        var bench = new Bench();

        var id = bench.Market.Rent(bench.Free.OfferId, new JsonObject { ["image"] = "a", ["target_state"] = "stopped" }).InstanceId!.Value;
        bench.Time.Advance(TimeSpan.FromSeconds(1000));

        Assert.Equal("stopped", bench.Instance(id).Status);
    }
}
