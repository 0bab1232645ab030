using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Vast shows the best 64 offers; if all of them are set aside here, the next search looks beyond them.</summary>
public sealed class FurtherSearchTests
{
    private static Offer[] Many(int count, long first = 1, long? host = null) =>
        [.. Enumerable.Range(0, count).Select(place => Offer(first + place, host: host) with { Score = 1000 - first - place })];

    private static History Struck(params Offer[] offers)
    {
        var history = new History();
        foreach (var offer in offers)
        {
            history.Record(new RentIntended(offer), new RentAccepted(offer.Id, offer.Id * 10, false));
            history.Destroying(offer.Id * 10).Record(new Destroyed(offer.Id * 10, false));
        }

        return history;
    }

    [Fact]
    public void MachinesCoolingDown_ThatFillTheAnswer_AreLeftOutOfTheNextSearch()
    {
        var one = new Scenario(Settings(1), Struck(Many(64))).Start().Listed();
        Assert.Equal(SetAside.None, one.Searching!.Without);

        one.Offered(Many(64));
        Assert.Equal(Many(64).Select(offer => offer.MachineId!.Value), one.Searching!.Without!.Machines);
        Assert.Equal([100], one.Offered(Offer(100)).Renting);
    }

    [Fact]
    public void BadHosts_ThatFillTheAnswer_AreLeftOutByTheirIds()
    {
        var one = new Scenario(Settings(1) with { BadHosts = [7] }).Start().Listed().Offered(Many(64, host: 7));

        Assert.Equal(7, Assert.Single(one.Searching!.Without!.Hosts));
        Assert.Empty(one.Searching.Without.Machines);
        Assert.Null(one.FatalReason);
        Assert.Equal([100], one.Offered(Offer(100)).Renting);
    }

    [Fact]
    public void BadHosts_AndNothingBehindThem_EndTheStartAsEver()
    {
        var one = new Scenario(Settings(1) with { BadHosts = [7] }).Start().Listed().Offered(Many(64, host: 7)).Offered().Offered(Many(64, host: 7));

        Assert.Contains("host 7 is in bad_hosts", Assert.IsType<FatalReason.NothingOnOffer>(one.FatalReason).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyToName_AreLeftOutByTheirScore()
    {
        var all = Many(400);
        var one = new Scenario(Settings(1), Struck(all)).Start().Listed();
        for (var page = 0; page < 5; page++) one.Offered(all[(page * 64)..((page + 1) * 64)]);

        Assert.Equal(all[319].Score, one.Searching!.Without!.Behind);
        Assert.Empty(one.Searching.Without.Machines);
        Assert.Equal([500], one.Offered(Offer(500)).Renting);
    }

    [Fact]
    public void TooManyToName_AreLeftOutByTheirPrice_WhereThatIsTheOrder()
    {
        Offer[] all = [.. Many(400).Select((offer, at) => offer with { DphTotal = 0.1 + (at * 0.001) })];
        var settings = Settings(1) with { Query = Query with { Order = OfferOrder.Price } };
        var one = new Scenario(settings, Struck(all)).Start().Listed();
        for (var page = 0; page < 5; page++) one.Offered(all[(page * 64)..((page + 1) * 64)]);

        Assert.Equal(all[319].DphTotal, one.Searching!.Without!.Behind);
        Assert.Equal([500], one.Offered(Offer(500)).Renting);
    }

    [Fact]
    public void AnswerThatComesAgainAndAgain_EndsTheLook()
    {
        var one = new Scenario(Settings(1), Struck(Many(64))).Start().Listed().Offered(Many(64)).Offered(Many(64)).Offered(Many(64)).Offered(Many(64));

        Assert.Null(one.Searching);
        Assert.Equal(At(30), one.WakeAt);
    }

    [Fact]
    public void WhatIsLeftOut_IsAskedForAgainAfterAWhile()
    {
        var one = new Scenario(Settings(1), Struck(Many(64))).Start().Listed().Offered(Many(64)).Offered();
        Assert.Null(one.Searching);

        Assert.Equal(SetAside.None, one.Listing(30).Searching!.Without);
    }

    [Fact]
    public void FewOffers_ThatAreAllSetAside_AreAllThereIs()
    {
        var one = new Scenario(Settings(1), Struck(Many(20))).Start().Listed().Offered(Many(20));

        Assert.Null(one.Searching);
    }
}
