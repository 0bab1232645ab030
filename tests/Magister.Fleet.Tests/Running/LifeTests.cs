using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>Whole lives, step by step.</summary>
public sealed class LifeTests
{
    [Fact]
    public void Drop_FromTheCallToTheVerifiedReplacement_TakesEachStepInOrder()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(9));
        Assert.Equal([7], one.Renting);
        one.Rented(7, 70).At(40).Verify(7);
        Assert.Equal(At(40), one.Fleet.Leases[70].VerifiedAt);

        one.At(1000).Drop(7, "prover crashed");
        Assert.Equal(new CallerReply.DropAccepted(7, 70), one.Reply);
        Assert.Equal([70], one.Destroying);
        Assert.Empty(one.Renting);

        one.At(1003).Destroyed(70);
        Assert.NotNull(one.Searching);
        one.Offered(Offer(7), Offer(9));
        Assert.Equal([9], one.Renting);

        one.At(1006).Rented(9, 90);
        Assert.Equal(At(1186), one.Fleet.Leases[90].VerifyBy(one.Settings));
        one.At(1050).Verify(9);

        Assert.Equal([90], one.Alive);
        Assert.Equal(
            [
                "Started", "RentIntended", "RentAccepted", "Verified", "DropRequested", "DestroyIntended", "Destroyed", "RentIntended",
                "RentAccepted", "Verified",
            ],
            one.Journal.Select(fact => fact.GetType().Name).ToArray());
    }

    [Fact]
    public void Rent_ThatNobodyVerifies_IsDestroyedAtItsDeadlineAndReplacedFromAnotherMachine()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).Listing(30, Row(70, 7)).Listing(60, Row(70, 7))
            .Listing(90, Row(70, 7)).Listing(120, Row(70, 7)).Listing(150, Row(70, 7)).At(179.9);
        Assert.Empty(one.Destroying);
        Assert.Equal(At(180), one.WakeAt);

        one.At(180);
        Assert.Equal([70], one.Destroying);
        Assert.Equal("its Contemplant did not report within 180 s", one.Journal.OfType<DestroyIntended>().Single().Reason);

        one.Destroyed(70).Offered(Offer(8, machine: 1007), Offer(9));
        Assert.Equal([9], one.Renting);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(300, 300)]
    public void Rent_ThatLivesWhenTheTimeoutIsChanged_HasTheNewOneFromItsBeginning(double timeout, double deadline)
    {
        var settings = Settings(1) with { VerificationTimeout = TimeSpan.FromSeconds(timeout) };
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).Kill(settings).Listed(Row(70, 7)).At(deadline - 0.1);
        Assert.Empty(one.Destroying);

        Assert.Equal([70], one.At(deadline).Destroying);
        Assert.Equal($"its Contemplant did not report within {timeout} s", one.Journal.OfType<DestroyIntended>().Single().Reason);
    }

    [Fact]
    public void Verify_BeforeTheRentsAnswer_Counts()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Verify(7);
        Assert.Equal(new CallerReply.VerifyAccepted(true), one.Reply);

        one.At(10).Rented(7, 70).At(100_000);
        Assert.Equal(Epoch, one.Fleet.Leases[70].VerifiedAt);
        Assert.Empty(one.Destroying);
    }

    [Fact]
    public void Verify_BeforeTheRentsAnswer_SurvivesAKill()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Verify(7).At(1).Kill().Listed(Row(70, 7));

        Assert.Equal(Epoch, one.Fleet.Leases[70].VerifiedAt);
    }

    [Fact]
    public void Verify_OfALeaseOnceMore_RecordsNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).Verify(7);
        var facts = one.Journal.Count();

        Assert.Equal(new CallerReply.VerifyAccepted(true), one.Verify(7).Reply);
        Assert.Equal(facts, one.Journal.Count());
    }

    [Fact]
    public void Verify_OfAnUnknownId_IsAcceptedAndRemembered_ForAnInstanceThatTheFirstLookFinds()
    {
        var one = new Scenario(Settings(1)).Start().Verify(7);
        Assert.Equal(new CallerReply.VerifyAccepted(false), one.Reply);
        Assert.Contains(new Notice.VerifyOfUnknown(7), one.Notices);

        one.At(2).Listed(Row(70, 7, start: At(-20)));
        Assert.Equal(Epoch, one.Fleet.Leases[70].VerifiedAt);
    }

    [Fact]
    public void Verify_OfManyUnknownIds_FillsNeitherMemoryNorJournal()
    {
        var one = new Scenario(Settings(1)).Start();
        for (var offer = 1; offer <= 1200; offer++) one.Verify(offer);

        Assert.Equal(1000, one.Journal.OfType<Verified>().Count());
        Assert.Equal(new CallerReply.VerifyAccepted(false), one.Reply);
        Assert.Equal(1001, one.At(3601).Verify(5000).Journal.OfType<Verified>().Count());
    }

    [Fact]
    public void Drop_OfARentUnderWay_IsCarriedOutWhenItAppears()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).Drop(7, "too slow");
        Assert.Equal(new CallerReply.DropAccepted(7, null), one.Reply);
        Assert.Empty(one.Destroying);

        one.Rented(7, 70);
        Assert.Equal([70], one.Destroying);
        Assert.Equal("dropped: too slow", one.Journal.OfType<DestroyIntended>().Single().Reason);
    }

    [Fact]
    public void Drop_OfAnUncertainRent_IsCarriedOutWhenTheListHasIt()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).At(5).RentUnknown(7).Drop(7).At(6).Kill();
        Assert.Equal(new CallerReply.DropAccepted(7, null), one.Reply);

        one.Listed(Row(70, 7));
        Assert.Equal([70], one.Destroying);
    }

    [Fact]
    public void Drop_Repeated_GetsTheSameAnswerBeforeAndAfterTheDestroy()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7), Offer(8)).Rented(7, 70);
        var same = new CallerReply.DropAccepted(7, 70);

        Assert.Equal(same, one.Drop(7).Reply);
        Assert.Equal(same, one.Drop(7, "again").Reply);
        Assert.Equal(same, one.Destroyed(70).Drop(7).Reply);
        Assert.Equal(same, one.At(3600).Kill().Drop(7).Reply);
        Assert.Single(one.Journal.OfType<DropRequested>());
        Assert.Single(one.Journal.OfType<DestroyIntended>());
    }

    [Fact]
    public void Drop_OfAnUnknownId_IsRefusedAndRecordsNothing()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70);
        var facts = one.Journal.Count();

        Assert.Equal(new CallerReply.DropOfUnknown(8), one.Drop(8).Reply);
        Assert.Contains(new Notice.DropOfUnknown(8), one.Notices);
        Assert.Equal(facts, one.Journal.Count());
    }

    [Fact]
    public void Drop_OfAnInstanceThatIsBeingDestroyedAnyway_IsAnsweredAndRemembered()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Rented(7, 70).At(180).Drop(7);
        Assert.Equal([70], one.Destroying);

        Assert.Equal(new CallerReply.DropAccepted(7, 70), one.Destroyed(70).Drop(7).Reply);
    }

    [Fact]
    public void OfferId_RentedAgainLater_MeansTheNewInstance()
    {
        var one = new Scenario(Settings(1) with { MachineCooldown = TimeSpan.Zero }).StartWith([], Offer(7)).Rented(7, 70)
            .Verify(7).Drop(7).At(50).Destroyed(70).Rented(7, 71);
        Assert.Null(one.Fleet.Leases[71].VerifiedAt);

        Assert.Equal(At(60), one.At(60).Verify(7).Fleet.Leases[71].VerifiedAt);
        Assert.Equal(new CallerReply.DropAccepted(7, 71), one.Drop(7).Reply);
        Assert.Equal([71], one.Destroying);
    }

    [Fact]
    public void Order_CarriesTemplateLabelDiskAndItsOwnDropEndpoint()
    {
        var settings = Settings(1) with { Query = Query with { DiskSpace = 33, AllocatedStorage = 33 } };
        var one = new Scenario(settings).StartWith([], Offer(7));

        Assert.Equal(
            new RentOrder(7, "template", "magister", 33, Onstart.For(settings.Onstart, 7)),
            one.Open.OfType<EngineCall.Rent>().Single().Order);
    }

    [Fact]
    public void Stopped_NothingNewIsAskedFor_ButAnswersAreRecorded()
    {
        var one = new Scenario(Settings(2)).StartWith([], Offer(7), Offer(8)).Stop().Rented(7, 70).Drop(7);

        Assert.Equal([70], one.Alive);
        Assert.NotNull(one.Fleet.Leases[70].Drop);
        Assert.Empty(one.Destroying);
        Assert.Equal([70], one.Kill().Listed(Row(70, 7)).Destroying);
    }

    [Fact]
    public void Verify_OfAnUnknownId_AgainAfterAnHour_IsRememberedAnew()
    {
        var one = new Scenario(Settings(1)).Start().Verify(7).At(10).Verify(7);
        Assert.Single(one.Journal.OfType<Verified>());

        one.At(7200).Verify(7).Listed(Row(70, 7, start: At(7100)));
        Assert.Equal(At(7200), one.Fleet.Leases[70].VerifiedAt);
    }
}
