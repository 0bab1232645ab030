using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

public sealed class CheaperRuleTests
{
    private static readonly FleetSettings Thrifty = Settings(2) with { ReplaceWhenCheaper = 0.2 };

    [Theory]
    [InlineData(0.241, false)]
    [InlineData(0.239, true)]
    public void Instance_IsReplaced_ByWhatIsCheaperByTheFraction(double price, bool isReplaced) =>
        Assert.Equal(isReplaced, Propose(Whole(), Offer(7, price: price)) is not null);

    [Fact]
    public void OfSeveral_TheDearestGoes()
    {
        var replaced = Propose(Whole().Record(new ContractSeen(2, 0.4, null, null, null)), Offer(7, price: 0.2))!;

        Assert.Equal((2L, DestroyCause.Cheaper, "it costs 0.4 USD an hour, and offer 7 costs 0.2"), (replaced.InstanceId, replaced.Cause, replaced.Reason));
    }

    [Fact]
    public void Fleet_ThatIsNotWholeAndWell_ReplacesNone()
    {
        var offer = Offer(7, price: 0.1);
        Assert.NotNull(Propose(Whole(), offer));
        Assert.Null(Propose(Whole(), offer, Settings(2)));
        Assert.Null(Propose(Whole(), offer, Thrifty with { NumberInstances = 3 }));
        Assert.Null(Propose(Whole(), offer, Thrifty with { NumberInstances = 1 }));
        Assert.Null(Propose(Whole().Dropped(1), offer));
        Assert.Null(Propose(Whole().Destroying(1, DestroyCause.Expiring), offer));
        Assert.Null(Propose(Whole().Record(new Paused()), offer));
        Assert.Null(Propose(Whole().Record(new SeenMissing(1)), offer));
        Assert.Null(Propose(Whole().Record(new StatusChanged(1, "exited", null)), offer));
        Assert.Null(Propose(new History().Verified(1).Lease(2), offer));
    }

    [Fact]
    public void Offer_ThatIsWorse_ReplacesNone()
    {
        Assert.Null(Propose(Whole(), Offer(7, machine: Whole().Fleet.Leases[1].Offer.MachineId, price: 0.1) with { NumGpus = 1 }, onlyOf: 1));
        var two = Whole().Record(new ContractSeen(1, 0.3, null, 2, null), new ContractSeen(2, 0.3, null, 2, null));
        Assert.Null(Propose(two, Offer(7, price: 0.1) with { NumGpus = 1 }));
        Assert.NotNull(Propose(two, Offer(7, price: 0.1) with { NumGpus = 2 }));
        Assert.Null(Propose(Whole(), Offer(7, price: null)));
        Assert.Null(Propose(Whole(), Offer(7, price: -1)));
    }

    [Fact]
    public void Saving_ThatDoesNotPayTheBoot_ReplacesNone()
    {
        Assert.Null(Propose(Whole(), Offer(7, price: 0.2) with { Duration = 600 }));
        Assert.NotNull(Propose(Whole(), Offer(7, price: 0.2) with { Duration = 6 * 3600 }));
    }

    [Fact]
    public void Machine_WhereRentsFail_ReplacesNone()
    {
        var history = Whole();
        Assert.NotNull(Propose(history, Offer(9, machine: 54, price: 0.1)));
        foreach (var id in new long[] { 11, 12, 13 })
        {
            history.Record(new RentIntended(Offer(id, machine: 54), CostCap: 0.5), new RentAccepted(id, id, false), new DestroyIntended(id, DestroyCause.MissedDeadline, "late"), new Destroyed(id, false));
        }

        Assert.Null(Propose(history, Offer(9, machine: 54, price: 0.1)));
    }

    private static History Whole() => new History().Verified(1, 2);

    private static PlannedAction.Destroy? Propose(History history, Offer offer, FleetSettings? settings = null, long? onlyOf = null)
    {
        if (onlyOf is { } one) history = history.Record(new ContractSeen(3 - one, 0.05, null, null, null));
        return CheaperRule.Propose(offer, history.Fleet, settings ?? Thrifty, At(100));
    }
}
