using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Folding;

public sealed class MachineBookTests
{
    private const double Day = 86_400;

    private static MachineFigures Figures(FleetState fleet, long machine = 55) => fleet.MachineBook.Machines[machine].Figures;

    private static Offer OfMachine(long id, long machine = 55, long host = 66) => Offer(id, machine, host, price: 0.36) with { StorageTotalCost = 0.036 };

    private static RentIntended Intended(Offer offer) => new(offer, CostCap: 1);

    private static History Rented(Offer offer, long instance, History? history = null) =>
        (history ?? new History()).Record(Intended(offer), new RentAccepted(offer.Id, instance, false));

    [Fact]
    public void Rent_ThatWorksUntilItIsDropped_IsCountedWithItsBootItsTimeAndItsCost()
    {
        var history = Rented(OfMachine(1), 10).At(100).Status(10, "running").At(180).Record(new Verified(1, 10));
        Assert.Equal(new MachineFigures { Rents = 1, Ran = 1, LoadHours = 0.0278m, Worked = 1, BootHours = 0.05m, Usd = 0.009m }, Figures(history.Fleet));
        Assert.Equal((100, 180), (Math.Round(Figures(history.Fleet).MeanLoadSecs!.Value), Figures(history.Fleet).MeanBootSecs));

        history.At(3780).Dropped(10).Destroying(10).Record(new Destroyed(10, false));

        Assert.Equal(new MachineFigures { Rents = 1, Ran = 1, LoadHours = 0.0278m, Worked = 1, Lost = 1, Drops = 1, BootHours = 0.05m, Hours = 1, Usd = 0.369m }, Figures(history.Fleet));
        Assert.Equal(Figures(history.Fleet), history.Fleet.MachineBook.All.Figures);
        Assert.Equal(Figures(history.Fleet), history.Fleet.MachineBook.OfHost(66, CostTime.DayOf(Epoch)));
    }

    [Theory]
    [InlineData(DestroyCause.MissedDeadline, 1)]
    [InlineData(DestroyCause.BootFailed, 1)]
    [InlineData(DestroyCause.WrongContract, 1)]
    [InlineData(DestroyCause.Surplus, 0)]
    [InlineData(DestroyCause.Drained, 0)]
    [InlineData(DestroyCause.Expiring, 0)]
    [InlineData(DestroyCause.Cheaper, 0)]
    [InlineData(DestroyCause.Unlabelled, 0)]
    public void Rent_ThatEndsBeforeItWorked_FailedWhereItsMachineIsToBlame(DestroyCause cause, int failed)
    {
        var fleet = Rented(OfMachine(1), 10).At(180).Destroying(10, cause).Destroying(10, cause).Record(new Destroyed(10, false)).Fleet;

        Assert.Equal((1, 0, failed, 0), (Figures(fleet).Rents, Figures(fleet).Worked, Figures(fleet).Failed, Figures(fleet).Lost));
    }

    [Fact]
    public void Rent_VerifiedThatNeverWorks_Failed()
    {
        var history = Rented(OfMachine(1), 10).Record(new WorkReported(10, WorkState.Waiting, 60, 0, null), new Verified(1, 10));

        Assert.Equal((0, 1), (Figures(history.Fleet).Worked, Figures(history.Destroying(10, DestroyCause.NotWorking).Fleet).Failed));
        Assert.Equal(1, Figures(Rented(OfMachine(1), 10).Record(new WorkReported(10, WorkState.Working, 60, 0, null), new Verified(1, 10)).Fleet).Worked);
    }

    [Fact]
    public void Rent_WhoseWatchReportsAfterItsVerify_WorksOnce()
    {
        var history = Rented(OfMachine(1), 10).At(180).Record(new Verified(1, 10), new WorkReported(10, WorkState.Starting, 60, 0, null));
        Assert.Equal((0, 0), (Figures(history.Fleet).Worked, Figures(history.Fleet).BootHours));

        history.At(360).Record(new WorkReported(10, WorkState.Working, 60, 0, null), new WorkReported(10, WorkState.Down, 60, 0, null)).At(400);

        Assert.Equal((1, 0.1m), (Figures(history.Record(new WorkReported(10, WorkState.Working, 60, 1, null)).Fleet).Worked, Figures(history.Fleet).BootHours));
    }

    [Fact]
    public void Rent_VerifiedBeforeItsAnswer_WorksAtOnce()
    {
        var fleet = new History().Record(Intended(OfMachine(1))).At(5).Record(new Verified(1, null)).At(10).Record(new RentAccepted(1, 10, false)).Fleet;

        Assert.Equal((1, 1, 0.0014m), (Figures(fleet).Rents, Figures(fleet).Worked, Figures(fleet).BootHours));
    }

    [Fact]
    public void Instance_ThatDisappears_IsLostByItsMachine_AndCostsNothingSinceListsLackedIt()
    {
        var history = Rented(OfMachine(1), 10).Status(10, "running").Record(new Verified(1, 10)).At(3600).Record(new SeenMissing(10)).At(7200);

        Assert.Equal((1m, 1m, 0.36m), Figures(history.Record(new ConfirmedGone(10)).Fleet) is var figures ? (figures.Lost, figures.Hours, figures.Usd) : default);
    }

    [Fact]
    public void Instance_TakenOver_SaysNothingOfRenting_AndWorks()
    {
        var fleet = new History().Record(new Adopted { InstanceId = 10, OfferId = 1, Offer = OfMachine(1), StartedAt = Epoch }).At(3600)
            .Status(10, "running").At(7200).Status(10, "exited").Fleet;

        Assert.Equal((0, 0, 2), (Figures(fleet).Rents, Figures(fleet).Worked, Figures(fleet).Hours));
    }

    [Fact]
    public void Figures_AfterTwoWeeks_CountHalf()
    {
        var history = Rented(OfMachine(1), 10).At(14 * Day);
        Assert.Equal(0.5m, history.Fleet.MachineBook.Of(55, CostTime.DayOf(At(14 * Day))).Rents);

        Rented(OfMachine(2), 20, history);

        Assert.Equal(1.5m, Figures(history.Fleet).Rents);
        Assert.Equal(1.5m, Figures(history.At(-9 * Day).Record(Intended(OfMachine(3)), new RentAccepted(3, 30, false)).Fleet).Rents - 1);
    }

    [Fact]
    public void Machines_BeyondTheirNumberOrSixteenWeeks_AreForgottenTheOldestFirst()
    {
        var (book, day) = (MachineBook.Empty, CostTime.DayOf(Epoch));
        for (var machine = 1; machine <= MachineBook.MaxMachines + 5; machine++) book = book.Add(machine, machine % 7, new MachineFigures { Rents = 1 }, day.AddDays(machine == 3 ? 1 : 0));

        Assert.Equal(MachineBook.MaxMachines, book.Machines.Count);
        Assert.True(book.Machines.ContainsKey(3));
        Assert.False(book.Machines.ContainsKey(6));
        Assert.Equal(0, book.OfHost(7, day).Rents);

        book = book.Add(99, 99, MachineFigures.None, day.AddDays(MachineBook.MemoryDays + 1));
        Assert.Equal([3, 99], book.Machines.Keys);
        Assert.True(book.OfHost(3, day).Rents == 1 && book.OfHost(4, day).Rents == 0);
    }
}
