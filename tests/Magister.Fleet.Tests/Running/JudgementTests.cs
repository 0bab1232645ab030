using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Operators' judgements on machines and hosts.</summary>
public sealed class JudgementTests
{
    private static EngineInput.JudgementReceived Say(Judgement judgement, long id, bool isHost = false, string? reason = null) => new(id, isHost, judgement, reason);

    private static Scenario Three(FleetSettings? settings = null) =>
        new Scenario(settings ?? Settings(1), new History()).Start().Listed().Tell(Say(Judgement.Barred, 1001, reason: "it lies")).Tell(Say(Judgement.Preferred, 2003, isHost: true));

    [Theory]
    [InlineData(OfferOrder.Score)]
    [InlineData(OfferOrder.Price)]
    [InlineData(OfferOrder.Value)]
    public void Barred_IsNotRented_AndPreferredIsRentedFirst_WhateverTheOrder(OfferOrder order)
    {
        var settings = Settings(1) with { Query = Query with { Order = order } };
        var one = Three(settings).Offered(Offer(1, price: 0.1), Offer(2, price: 0.2), Offer(3, price: 0.3));

        Assert.Equal([3], one.Renting);
        var ranked = OfferRanking.Rank([Offer(1), Offer(2)], one.Fleet, settings, one.Now);
        Assert.Equal([2], ranked.Usable.Select(offer => offer.Id));
        Assert.Equal(("machine 1001 is barred by an operator: it lies", ObjectionKind.Barred), (ranked.LeftOut[0].Reason, ranked.LeftOut[0].Objection.Kind));
    }

    [Fact]
    public void Barring_AfterTheSearch_IsHeardAtOnce()
    {
        var two = new Scenario(Settings(2)) { SendsAtOnce = false }.StartWith([], Offer(1), Offer(2), Offer(3));
        Assert.Equal([1], two.Renting);

        Assert.Equal([1, 3], two.Tell(Say(Judgement.Barred, 2002, isHost: true)).Sent(two.Open.OfType<EngineCall.Rent>().Single()).Renting);
    }

    [Fact]
    public void Word_IsRecordedOnce_AndTakenBackByCleared()
    {
        var one = Three().Tell(Say(Judgement.Barred, 1001)).Tell(Say(Judgement.Cleared, 5)).Tell(Say(Judgement.Preferred, 1001));
        Assert.Equal(3, one.Journal.Count(fact => fact is MachineJudged));
        Assert.Equal(Judgement.Preferred, one.Fleet.JudgedAs(Judgement.Preferred, Offer(1))?.Judgement);

        one.Tell(Say(Judgement.Cleared, 1001)).Tell(Say(Judgement.Cleared, 2003, isHost: true));
        Assert.Empty(one.Fleet.Judgements);
    }

    [Fact]
    public void Words_BeyondTheirNumber_AreRefused_AndLongReasonsCutShort()
    {
        var one = Three();
        for (var id = 1; id < FleetState.MaxJudgements; id++) one.Tell(Say(Judgement.Barred, id, reason: new string('x', 500)));

        Assert.Equal(new string('x', FleetState.MaxMachineReason - 1) + "…", one.Fleet.Judgements[(false, 1)].Reason);
        Assert.IsType<CallerReply.SteeringRefused>(one.Tell(Say(Judgement.Barred, 99_999)).Reply);
        Assert.IsType<CallerReply.Steered>(one.Tell(Say(Judgement.Preferred, 1001)).Reply);
        Assert.IsType<CallerReply.Steered>(one.Tell(Say(Judgement.Cleared, 99_999)).Reply);
        Assert.Equal(FleetState.MaxJudgements, one.Fleet.Judgements.Count);
    }

    [Fact]
    public void Start_WithAllThatIsOfferedBarred_EndsAndSaysSo()
    {
        var one = Three().Offered(Offer(1)).Offered(Offer(1));

        Assert.Contains("machine 1001 is barred by an operator", one.FatalReason!.Message, StringComparison.Ordinal);
    }
}
