using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>What must never happen is checked once more before each action; <c>make teeth</c> plants the defects that this check stops.</summary>
public sealed class PromisesTests
{
    private readonly Promises promises = new(new LiveSettings(Settings(2)));

    [Fact]
    public void Rent_WithinTheNumber_MayBeMade() => Assert.Null(BrokenBy(Rent(8), Fleet(new RentIntended(Offer(7)), new RentIntended(Offer(8)))));

    [Fact]
    public void Rent_BeyondTheNumber_IsTakenBackWithTheFactsAroundIt() => Assert.Equal(
        "offer 9 was about to be rented beside 3 of 2 (after fact 4, Running; instances 70; rents 8, 9)",
        BrokenBy(Rent(9), Fleet(new RentIntended(Offer(7)), new RentAccepted(7, 70, false), new RentIntended(Offer(8)), new RentIntended(Offer(9)))));

    [Fact]
    public void Rent_WithoutItsIntent_OrAgainstAnOperatorsWord_IsTakenBack()
    {
        Assert.NotNull(BrokenBy(Rent(7), Fleet(new RentIntended(Offer(8)))));
        Assert.NotNull(BrokenBy(Rent(7), Fleet(new RentIntended(Offer(7)), new Paused())));
    }

    [Fact]
    public void Destroy_OfWhatIsNotKnown_OrMissing_OrNotIntended_IsTakenBack()
    {
        Fact[] rented = [new RentIntended(Offer(7)), new RentAccepted(7, 70, false)];
        Fact[] intended = [.. rented, new DestroyIntended(70, DestroyCause.Dropped, "dropped")];
        Assert.Null(BrokenBy(new EngineCall.Destroy(70), Fleet(intended)));
        Assert.NotNull(BrokenBy(new EngineCall.Destroy(71), Fleet(intended)));
        Assert.NotNull(BrokenBy(new EngineCall.Destroy(70), Fleet(rented)));
        Assert.NotNull(BrokenBy(new EngineCall.Destroy(70), Fleet([.. intended, new SeenMissing(70)])));
    }

    [Fact]
    public void Broken_HoldsRentsForAWhile_AndReadinessSaysSo()
    {
        var hold = promises.Note("offer 9 was about to be rented", At(0));

        Assert.True(hold.MeansNotReady);
        Assert.Equal("a defect in Magister: offer 9 was about to be rented", hold.Reason);
        Assert.Same(hold, promises.At(At(599)));
        Assert.Null(promises.At(At(600)));
    }

    [Fact]
    public void Counts_OfAnOrdinaryFleet_Agree() =>
        Assert.Null(Promises.Disagreement(Fleet(new RentIntended(Offer(7)), new RentAccepted(7, 70, false), new Verified(7, 70))));

    private string? BrokenBy(EngineCall call, FleetState fleet) => promises.BrokenBy(call, fleet, Epoch);

    private static EngineCall.Rent Rent(long offer) => new(new RentOrder(offer, "template", FleetSettings.Label, 16, "onstart"));

    private static FleetState Fleet(params Fact[] facts) => facts
        .Select((fact, index) => new Recorded(index + 1, Epoch, fact)).Aggregate(FleetState.Empty, (state, recorded) => state.Apply(recorded));
}
