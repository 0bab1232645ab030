using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class BiddingTests
{
    private static readonly OfferQuery AtLeast = Query with { Bidding = new Bidding(null) };
    private static readonly OfferQuery AtThirty = Query with { Bidding = new Bidding(0.3) };

    private static Offer Bid(double? least, double? storageCost = 0.9) => Offer(1, price: 9) with { MinBid = least, StorageCost = storageCost };

    [Theory]
    [InlineData(null, 16, 0.22)]
    [InlineData(null, 160, 0.4)]
    [InlineData(0.3, 16, 0.32)]
    public void Price_IsTheBidAndTheStorageThatIsRented(double? bid, double disk, double expected) => Assert.Equal(
        expected, OfferPrice.PerHour(Bid(0.2), Query with { Bidding = new Bidding(bid), DiskSpace = disk })!.Value, 9);

    [Fact]
    public void Price_OfStorageToldAltogether_CountsOnlyForTheDiskSearchedFor()
    {
        var offer = Bid(0.2, storageCost: null) with { StorageTotalCost = 0.05 };

        Assert.Equal(0.25, OfferPrice.PerHour(offer, AtLeast)!.Value, 9);
        Assert.Null(OfferPrice.PerHour(offer, AtLeast with { DiskSpace = 99 }));
    }

    [Fact]
    public void Offer_DearerThanTheCapOnlyOnDemand_Fits() => Assert.Null(QueryFilter.Objection(Bid(0.2), AtLeast));

    [Fact]
    public void Offer_ThatDoesNotFitTheBid_IsLeftOutWithTheReason()
    {
        Assert.Equal(("bid_per_hour", "its least bid is 0.31 USD an hour, over 0.3"), QueryFilter.Failing(Bid(0.31), AtThirty));
        Assert.Null(QueryFilter.Failing(Bid(0.3), AtThirty));
        Assert.Null(QueryFilter.Failing(Bid(null), AtThirty));
        Assert.Equal(("rent_type", "it does not tell the least bid"), QueryFilter.Failing(Bid(null), AtLeast));
        Assert.Equal("cost_per_hour", QueryFilter.Failing(Bid(0.49), AtLeast)!.Value.Key);
        Assert.Equal("it does not show what its disk costs", QueryFilter.Objection(Bid(0.2, storageCost: null), AtLeast));
        Assert.Equal("rent_type", QueryFilter.Failing(Offer(1) with { IsBid = true }, Query)!.Value.Key);
    }

    [Fact]
    public void NothingThatFitsTheBid_IsExplainedByIt()
    {
        var settings = Settings() with { Query = AtThirty };
        ImmutableArray<Offer> others = [Bid(0.4), Bid(0.35)];

        Assert.Contains(
            "Loosen: bid_per_hour (2 of 2 fail it; the least bid is 0.35).",
            NothingToRent.Explain(OfferRanking.Rank(others, FleetState.Empty, settings, At(0)), others, settings), StringComparison.Ordinal);
        Assert.Equal(new Bidding(null), NothingToRent.Loosened(AtThirty).Bidding);
        Assert.Contains(NothingToRent.WithoutEach(AtThirty), trial => trial.Key == "bid_per_hour" && trial.Query.Bidding == new Bidding(null));
    }

    [Fact]
    public void Order_ByPrice_GoesByTheBids()
    {
        var settings = Settings() with { Query = AtLeast with { Order = OfferOrder.Price } };
        Offer[] offers = [Bid(0.3) with { Id = 1, DphTotal = 0.1 }, Bid(0.2) with { Id = 2, DphTotal = 0.4 }];

        Assert.Equal([2, 1], OfferRanking.Rank(offers, FleetState.Empty, settings, At(0)).Usable.Select(offer => offer.Id));
    }

    [Fact]
    public void WhatRunsOnDemand_IsNotReplacedByABid_AndABidIs()
    {
        var settings = Settings(2) with { ReplaceWhenCheaper = 0.2, Query = AtLeast };
        var offer = Bid(0.05) with { Id = 7, MachineId = 77 };
        var history = new History().Verified(1, 2);
        Assert.Null(CheaperRule.Propose(offer, history.Fleet, settings, At(100)));

        history.Record(new ContractSeen(2, 0.3, null, null, null, IsBid: true));
        Assert.Equal(2, CheaperRule.Propose(offer, history.Fleet, settings, At(100))!.InstanceId);
        Assert.Null(CheaperRule.Propose(Bid(0.25) with { Id = 7, MachineId = 77 }, history.Fleet, settings, At(100)));
    }

    [Fact]
    public void Value_OfAnInstance_IsByItsContract()
    {
        var fleet = new History().Verified(1).Fleet;

        Assert.Equal(0.3, new Valuation(fleet, Settings() with { Query = AtThirty }, At(100)).Of(fleet.Leases[1])!.PricePerHour, 9);
    }
}
