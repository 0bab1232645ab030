using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class CheaperTests
{
    [Fact]
    public void WholeFleet_LooksForCheaperOffersNowAndThen_AndRentsThatOneInPlaceOfTheDearest()
    {
        var one = Running(0.2);
        Assert.NotNull(one.At(1).Searching);
        one.Offered(Offer(6, price: 0.29), Offer(7, price: 0.1), Offer(8, price: 0.28));
        Assert.Equal([2], one.Destroying);
        Assert.Equal([7], one.Destroyed(2).Renting);
        Assert.Equal([DestroyCause.Cheaper], one.Journal.OfType<DestroyIntended>().Select(destroy => destroy.Cause));

        one.Rented(7, 70).Verify(7);
        Assert.Empty(one.At(20).Destroying);
    }

    [Fact]
    public void WholeFleet_WithoutTheSetting_SearchesForNothing() => Assert.Null(Running(null).At(1000).Searching);

    [Fact]
    public void Search_ThatBringsNothingCheaper_IsMadeAgainInFiveMinutes()
    {
        var one = Running(0.2).At(1).Offered(Offer(7, price: 0.29));

        Assert.Empty(one.Destroying);
        Assert.Null(one.At(300).Searching);
        Assert.NotNull(one.Listed(Row(1, 100), Row(2, 200)).At(302).Searching);
    }

    [Fact]
    public void CheaperOffer_WhileRentingIsPaused_ReplacesNone()
    {
        var one = Running(0.2).At(1);
        one.Tell(new EngineInput.PauseReceived()).Offered(Offer(7, price: 0.1));

        Assert.Empty(one.Destroying);
    }

    private static Scenario Running(double? fraction) =>
        new Scenario(Settings(2) with { ReplaceWhenCheaper = fraction }, new History().Verified(1, 2)).Start().Listed(Row(1, 100), Row(2, 200));
}
