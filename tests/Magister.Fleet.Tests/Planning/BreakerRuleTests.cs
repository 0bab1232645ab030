using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>If rents fail in a row, one is tried at a time, and the likely cause is named.</summary>
public sealed class BreakerRuleTests
{
    [Fact]
    public void Opens_AfterThreeOnDifferentMachines()
    {
        var history = Fail(new History(), 1, 2);
        Assert.Null(BreakerRule.Opens(history.Fleet, Settings()));

        Assert.NotNull(BreakerRule.Opens(Fail(history, 3).Fleet, Settings()));
        Assert.Null(BreakerRule.Opens(history.Fleet, Settings() with { BreakerFailures = 0 }));
    }

    [Fact]
    public void Opens_ThreeOnOneMachine_StaysClosed()
    {
        var history = new History();
        foreach (var instance in new long[] { 1, 2, 3 }) Fail(Rent(history, instance, machine: 7), instance, isRented: true);

        Assert.Null(BreakerRule.Opens(history.Fleet, Settings()));
    }

    [Fact]
    public void Opens_OneInBetweenThatWorks_BeginsAnew()
    {
        var history = Fail(new History(), 1, 2);
        Rent(history, 3).Record(new Verified(300, 3));

        Assert.Null(BreakerRule.Opens(Fail(history, 4).Fleet, Settings()));
    }

    [Fact]
    public void Opens_OneThatVerifiesAndNeverWorks_DoesNotCloseIt()
    {
        var history = Fail(new History(), 1, 2);
        Rent(history, 3).Record(new WorkReported(3, WorkState.Starting, 60, 0, null), new Verified(300, 3));

        Assert.NotNull(BreakerRule.Opens(Fail(history, 3, isRented: true).Fleet, Settings()));
    }

    [Theory]
    [InlineData("running", null, null, "nothing ever called")]
    [InlineData("running", WorkState.Down, "no prover configured", "the Contemplant does not work: no prover configured")]
    [InlineData("loading", null, "manifest unknown", "containers do not start: manifest unknown")]
    [InlineData("created", null, null, "none of them ever ran")]
    public void Opens_NamesWhatAllHaveInCommon(string status, WorkState? work, string? words, string expected)
    {
        var history = new History();
        foreach (var instance in new long[] { 1, 2, 3 })
        {
            Rent(history, instance).Status(instance, status, work is null ? words : null);
            if (work is { } state) history.Record(new WorkReported(instance, state, 60, 0, words));
            Fail(history, instance, isRented: true);
        }

        Assert.Contains(expected, BreakerRule.Opens(history.Fleet, Settings()), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_AreAMinuteApartAtFirstAndDouble()
    {
        var history = Fail(new History(), 1, 2, 3).Record(new BreakerOpened("as told"));
        Assert.Equal(At(60), BreakerRule.NextTrialAt(history.Fleet.FailedRents, Settings()));

        Fail(history.At(60), 4);
        Assert.Equal(At(180), BreakerRule.NextTrialAt(history.Fleet.FailedRents, Settings()));

        Fail(history.At(400), 5, 6, 7, 8, 9, 10);
        Assert.Equal(At(400 + 1800), BreakerRule.NextTrialAt(history.Fleet.FailedRents, Settings()));
    }

    [Fact]
    public void Closing_AfterTrialsThatFailed_ForgivesTheMachines()
    {
        var history = Fail(Fail(new History(), 1, 2, 3).Record(new BreakerOpened("as told")).At(60), 4);
        Assert.Equal(4, history.Fleet.Machines.Count);

        Rent(history.At(300), 5).Record(new Verified(500, 5));
        Assert.Empty(history.Fleet.Machines);
        Assert.Equal(FailedRents.None, history.Fleet.FailedRents);
    }

    [Fact]
    public void Closing_AtTheFirstTrial_HoldsTheStrikes()
    {
        var history = Fail(new History(), 1, 2, 3).Record(new BreakerOpened("as told"));
        Rent(history.At(60), 4).Record(new Verified(400, 4));

        Assert.Equal(3, history.Fleet.Machines.Count);
    }

    [Fact]
    public void WhileOpen_FailedMachinesMayBeTriedAgain()
    {
        var offer = Offer(900, machine: 1001);
        var history = Fail(new History(), 1, 2, 3);
        Assert.NotNull(OfferRanking.PassingObjection(offer, history.Fleet, Settings(), At(10)));

        history.Record(new BreakerOpened("as told"));
        Assert.Null(OfferRanking.PassingObjection(offer, history.Fleet, Settings(), At(10)));
    }

    private static History Rent(History history, long instance, long? machine = null)
    {
        var offer = Offer(instance * 100, machine: machine ?? 1000 + instance);
        return history.Record(new RentIntended(offer, CostCap: 1), new RentAccepted(offer.Id, instance, false));
    }

    private static History Fail(History history, params long[] instances)
    {
        foreach (var instance in instances) Fail(Rent(history, instance), instance, isRented: true);
        return history;
    }

    private static History Fail(History history, long instance, bool isRented) => isRented
        ? history.Destroying(instance, DestroyCause.MissedDeadline).Record(new Destroyed(instance, false))
        : Fail(history, instance);
}
