using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Folding;

/// <summary>How each fact changes the fleet.</summary>
public sealed class FoldTests
{
    [Fact]
    public void Apply_AnyFact_TakesItsSequenceAndTime()
    {
        var fleet = FleetState.Empty.Apply(new Recorded(41, At(7), new Released(1, "nobody knows it")));

        Assert.Equal((41, At(7), 0), (fleet.LastSequence, fleet.LastAt, fleet.Occupied));
    }

    [Fact]
    public void RentIntended_IsPendingAndOccupies()
    {
        var fleet = new History().At(5).Record(new RentIntended(Offer(100))).Fleet;

        var rent = fleet.Rents[100];
        Assert.Equal((At(5), false, null), (rent.IntendedAt, rent.IsUncertain, rent.VerifiedAt));
        Assert.Equal(1, fleet.Occupied);
        Assert.Null(fleet.LivingOf(100));
    }

    [Fact]
    public void RentAccepted_BecomesALeaseWithItsOfferAndDeadline()
    {
        var fleet = new History().At(5).Record(new RentIntended(Offer(100))).At(9).Record(new RentAccepted(100, 1, false)).Fleet;

        Assert.Equal(
            new Lease { InstanceId = 1, OfferId = 100, Offer = Offer(100), KnownSince = At(9), StartedAt = At(5), WaitingSince = At(9) },
            fleet.LivingOf(100));
        Assert.Empty(fleet.Rents);
        Assert.Equal(1, fleet.Occupied);
    }

    [Fact]
    public void RentAccepted_AfterAnEarlyVerifyAndDrop_CarriesBothOver()
    {
        var lease = new History().Record(new RentIntended(Offer(100)))
            .At(3).Record(new Verified(100, null), new DropRequested(100, null, "bad"))
            .At(4).Record(new Verified(100, null), new DropRequested(100, null, "again"), new RentAccepted(100, 1, false)).Fleet.Leases[1];

        Assert.Equal(At(3), lease.VerifiedAt);
        Assert.Equal(new DropRequest(At(3), "bad"), lease.Drop);
        Assert.True(lease.ShouldDrop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RentThatCameToNothing_FreesItsPlaceAndRemembersItsVerify(bool refused)
    {
        Fact end = refused ? new RentRefused(100, "gone") : new RentNeverHappened(100);
        var fleet = new History().Record(new RentIntended(Offer(100))).At(3).Record(new Verified(100, null)).At(9).Record(end).Fleet;

        Assert.Equal(0, fleet.Occupied);
        Assert.Equal(At(3), fleet.EarlyVerifies[100]);
    }

    [Fact]
    public void RentUncertain_StillOccupies()
    {
        var fleet = new History().Record(new RentIntended(Offer(100))).At(8).Record(new RentUncertain(100, "reset")).Fleet;

        Assert.Equal((At(8), "reset"), (fleet.Rents[100].UncertainSince, fleet.Rents[100].UncertainReason));
        Assert.Equal(1, fleet.Occupied);
    }

    [Fact]
    public void Started_MakesRentsUncertainAndDestroysRepeatable()
    {
        var fleet = new History().Record(new RentIntended(Offer(100)), new RentIntended(Offer(200)))
            .At(1).Record(new RentUncertain(200, "reset"))
            .Verified(3, 4).Destroying(3).At(50).Record(new Started(2)).Fleet;

        Assert.Equal(At(50), fleet.Rents[100].UncertainSince);
        Assert.Equal(At(1), fleet.Rents[200].UncertainSince);
        Assert.Equal((false, 1), (fleet.Leases[3].Destruction!.UnderWay, fleet.Leases[3].Destruction!.Attempts));
        Assert.Null(fleet.Leases[4].Destruction);
        Assert.Equal(4, fleet.Occupied);
    }

    [Fact]
    public void Verified_Twice_KeepsTheFirst() =>
        Assert.Equal(At(5), new History().Lease(1).At(5).Record(new Verified(100, 1)).At(9).Record(new Verified(100, 1)).Fleet.Leases[1].VerifiedAt);

    [Fact]
    public void DestroyIntendedAndFailed_CountTriesAndKeepTheFirstCause()
    {
        var history = new History().Lease(1).At(10).Destroying(1, DestroyCause.MissedDeadline).At(12).Record(new DestroyFailed(1, "500"))
            .At(14).Destroying(1, DestroyCause.Dropped);

        Assert.Equal(
            new Destruction(DestroyCause.MissedDeadline, "as told", At(10), 2, true, At(12), "500"),
            history.Fleet.Leases[1].Destruction);
        Assert.True(history.Fleet.Leases[1].ShouldDrop);
    }

    [Theory]
    [InlineData("destroyed", LeaseEnd.Destroyed)]
    [InlineData("gone", LeaseEnd.Gone)]
    [InlineData("released", LeaseEnd.Released)]
    public void End_OfAnyKind_FreesThePlaceAndIsRemembered(string how, LeaseEnd end)
    {
        Fact fact = how switch
        {
            "destroyed" => new Destroyed(1, false),
            "gone" => new ConfirmedGone(1),
            _ => new Released(1, "relabelled"),
        };
        var fleet = new History().Lease(1).Dropped(1).At(20).Record(fact).Fleet;

        Assert.Equal(0, fleet.Occupied);
        Assert.Null(fleet.LivingOf(100));
        Assert.Equal(new EndedLease(1, 100, At(20), end, true, Offer: end is LeaseEnd.Destroyed ? null : Offer(100)), fleet.Ended[1]);
        Assert.Equal(fleet.Ended[1], fleet.DroppedOf(100));
    }

    [Fact]
    public void End_WithoutADrop_IsNoAnswerToARepeatedDrop()
    {
        var fleet = new History().Lease(1).Destroying(1, DestroyCause.MissedDeadline).Record(new Destroyed(1, false)).Fleet;

        Assert.Null(fleet.DroppedOf(100));
    }

    [Fact]
    public void Ended_AreRememberedForADay()
    {
        var history = new History().Verified(1, 2, 3).Record(new Destroyed(1, false)).At(86_400).Record(new Destroyed(2, false));
        Assert.Equal([1, 2], history.Fleet.Ended.Keys);

        Assert.Equal([2, 3], history.At(86_400.001).Record(new Destroyed(3, false)).Fleet.Ended.Keys);
    }

    [Fact]
    public void Ended_AreAThousandAtMost_AndTheOldestMakesRoom()
    {
        var history = new History();
        for (var instance = 1; instance <= FleetState.MaxEnded; instance++) End(FleetState.MaxEnded - instance);
        Assert.Equal(FleetState.MaxEnded, history.Fleet.Ended.Count);

        End(5000);
        Assert.Equal(FleetState.MaxEnded, history.Fleet.Ended.Count);
        Assert.Contains(5000L, history.Fleet.Ended.Keys);
        Assert.DoesNotContain(FleetState.MaxEnded - 1L, history.Fleet.Ended.Keys);
        Assert.Contains(FleetState.MaxEnded - 2L, history.Fleet.Ended.Keys);

        void End(long instance) => history.At(history.Facts.Count).Lease(instance).Record(new Destroyed(instance, false));
    }

    [Fact]
    public void Ended_OfASnapshotWithTooMany_AreAThousandAfterTheNextEnd()
    {
        var history = new History();
        for (var instance = 1; instance <= FleetState.MaxEnded + 7; instance++)
        {
            history.Record(new EndedKept(new EndedLease(instance, instance, At(instance), LeaseEnd.Gone, false)));
        }

        history.At(2000).Lease(5000).Record(new Destroyed(5000, false));
        Assert.Equal(FleetState.MaxEnded, history.Fleet.Ended.Count);
        Assert.Equal(9, history.Fleet.Ended.Keys.First());
    }

    [Fact]
    public void Machines_AreAThousandAtMost_AndTheOneOfTheOldestStrikeMakesRoom()
    {
        var history = new History();
        for (var machine = 1; machine <= FleetState.MaxMachines; machine++) Strike(machine);
        Strike(1);
        Assert.Equal(FleetState.MaxMachines, history.Fleet.Machines.Count);
        Assert.Equal(2, history.Fleet.Machines[1].Strikes);

        Strike(5000);
        Assert.Equal(FleetState.MaxMachines, history.Fleet.Machines.Count);
        Assert.Contains(1L, history.Fleet.Machines.Keys);
        Assert.DoesNotContain(2L, history.Fleet.Machines.Keys);

        void Strike(long machine)
        {
            var instance = history.Facts.Count;
            history.At(instance).Lease(instance, Offer(instance, machine)).Destroying(instance).Record(new Destroyed(instance, false));
        }
    }

    [Theory]
    [InlineData("", 88)]
    [InlineData("x", 89)]
    public void Strike_ForAnEndlessReason_KeepsItsBeginning(string before, int kept)
    {
        var reason = before + string.Concat(Enumerable.Repeat("🚀", 1000));
        var fleet = new History().Lease(1).Record(new DestroyIntended(1, DestroyCause.Dropped, reason)).Fleet;

        Assert.Equal($"{reason[..kept]}…", fleet.Machines.Values.Single().Reason);
    }

    [Fact]
    public void SeenMissingAndAgain_AreRememberedAndForgotten()
    {
        var history = new History().Lease(1).At(60).Record(new SeenMissing(1));
        Assert.Equal(At(60), history.Fleet.Leases[1].MissingSince);
        Assert.Null(history.Record(new SeenAgain(1)).Fleet.Leases[1].MissingSince);
    }

    [Fact]
    public void StatusChanged_KeepsSinceWhenItIsUnhealthy()
    {
        var history = new History().Lease(1).At(1).Status(1, "running").At(2).Status(1, "exited", "137").At(3).Status(1, "offline");
        var lease = history.Fleet.Leases[1];
        Assert.Equal(("offline", null, At(2)), (lease.Status, lease.StatusMessage, lease.UnhealthySince));
        Assert.Null(history.Status(1, "running").Fleet.Leases[1].UnhealthySince);
    }

    [Fact]
    public void Adopted_WithAVerifyFromBefore_IsVerifiedSinceThen()
    {
        var adopted = new Adopted { InstanceId = 1, OfferId = 100, Offer = Offer(100), StartedAt = Epoch, AwaitsVerification = true };
        var fleet = new History().At(5).Record(new Verified(100, null)).At(9).Record(adopted).Fleet;

        Assert.Equal((At(5), At(9), At(180)), (fleet.Leases[1].VerifiedAt, fleet.Leases[1].KnownSince, fleet.Leases[1].VerifyBy(Settings())));
        Assert.Empty(fleet.EarlyVerifies);
    }

    [Fact]
    public void Adopted_OnlyToBeDestroyed_IsDropped()
    {
        var adopted = new Adopted { InstanceId = 1, OfferId = 100, Offer = Offer(100), StartedAt = Epoch, DropReason = "listed still" };

        Assert.Equal(new DropRequest(At(9), "listed still"), new History().At(9).Record(adopted).Fleet.Leases[1].Drop);
    }

    [Fact]
    public void EarlyVerifies_AreAThousandAtMost_AndTheOldOnesMakeRoom()
    {
        var history = new History();
        for (var offer = 1; offer <= FleetState.MaxEarlyVerifies + 5; offer++) history.Record(new Verified(offer, null));
        Assert.Equal(FleetState.MaxEarlyVerifies, history.Fleet.EarlyVerifies.Count);
        Assert.DoesNotContain(1001L, history.Fleet.EarlyVerifies.Keys);

        history.At(3600).Record(new Verified(5000, null));
        Assert.DoesNotContain(5000L, history.Fleet.EarlyVerifies.Keys);

        Assert.Equal([5001], history.At(3601).Record(new Verified(5001, null)).Fleet.EarlyVerifies.Keys);
    }

    [Fact]
    public void OneOfferId_OverTime_MeansTheLivingInstance()
    {
        var history = new History().Lease(1, Offer(100)).Record(new Verified(100, 1)).Dropped(1).Record(new Destroyed(1, false));
        Assert.Null(history.Fleet.LivingOf(100));

        history.At(5000).Lease(2, Offer(100));
        var living = history.Fleet.LivingOf(100)!;
        Assert.Equal((2, null, null), (living.InstanceId, living.VerifiedAt, living.Drop));

        history.Record(new Destroyed(2, false));
        Assert.Equal(1, history.Fleet.DroppedOf(100)?.InstanceId);
    }

    [Fact]
    public void OneOfferId_TwoAlive_MeansTheNewerUntilItEnds()
    {
        var twin = new Adopted { InstanceId = 7, OfferId = 100, Offer = Offer(100), StartedAt = Epoch };
        var history = new History().Record(twin).Lease(3, Offer(100));
        Assert.Equal(7, history.Fleet.LivingOf(100)?.InstanceId);
        Assert.Equal(2, history.Fleet.Occupied);

        Assert.Equal(3, history.Record(new Destroyed(7, false)).Fleet.LivingOf(100)?.InstanceId);
        Assert.Null(history.Record(new ConfirmedGone(3)).Fleet.LivingOf(100));
    }

    [Fact]
    public void OneInstance_NamedForTwoOffers_StandsForTheLast()
    {
        var history = new History().Lease(5, Offer(100)).Lease(5, Offer(200));
        Assert.Null(history.Fleet.LivingOf(100));
        Assert.Equal(5, history.Fleet.LivingOf(200)?.InstanceId);

        history.Record(new Destroyed(5, false));
        Assert.Null(history.Fleet.LivingOf(100));
        Assert.Null(history.Fleet.LivingOf(200));
    }

    [Theory]
    [InlineData(DestroyCause.Dropped, 1)]
    [InlineData(DestroyCause.MissedDeadline, 1)]
    [InlineData(DestroyCause.Unhealthy, 1)]
    [InlineData(DestroyCause.BootFailed, 1)]
    [InlineData(DestroyCause.Surplus, 0)]
    [InlineData(DestroyCause.Drained, 0)]
    public void Strike_OncePerInstance_ForWhatTheMachineIsToBlame(DestroyCause cause, int strikes)
    {
        var fleet = new History().Lease(1)
            .At(9).Destroying(1, cause).Record(new DestroyFailed(1, "500")).Destroying(1, cause).Record(new Destroyed(1, false)).Fleet;

        Assert.Equal(strikes, fleet.Machines.GetValueOrDefault(1100)?.Strikes ?? 0);
    }

    [Fact]
    public void Strike_ForAnInstanceThatDisappeared_ButNotForOneThatWasReleasedOrIsStruckAlready()
    {
        var fleet = new History().Verified(1, 2, 3).Destroying(3).At(9)
            .Record(new ConfirmedGone(1), new Released(2, "relabelled"), new ConfirmedGone(3)).Fleet;

        Assert.Equal([new(1100, 1, At(9), "its instance disappeared", 2100), new(1300, 1, Epoch, "as told", 2300)], fleet.Machines.Values);
    }

    [Fact]
    public void Strikes_WithinTwoDaysAddUp_ThenAreForgotten()
    {
        var history = new History();
        double[] times = [0, 172_800, 345_600, 518_400.001];
        var strikes = times.Select((at, index) => history.At(at)
            .Lease(index + 1, Offer(index + 1, machine: 55)).Destroying(index + 1).Record(new Destroyed(index + 1, false)).Fleet.Machines[55].Strikes);

        Assert.Equal([1, 2, 3, 1], strikes);
    }

    [Fact]
    public void Strike_WithoutAMachineId_IsHeldAgainstNobody() =>
        Assert.Empty(new History().Lease(1, Offer(100) with { MachineId = null }).Destroying(1).Fleet.Machines);

    [Theory]
    [InlineData(3600, true)]
    [InlineData(3600.001, false)]
    public void Adopted_WithAVerifyFromBefore_CountsItForAnHour(double later, bool counts)
    {
        var adopted = new Adopted { InstanceId = 1, OfferId = 100, Offer = Offer(100), StartedAt = At(later), AwaitsVerification = true };
        var fleet = new History().Record(new Verified(100, null)).At(later).Record(adopted).Fleet;

        Assert.Equal(counts, fleet.Leases[1].VerifiedAt is not null);
    }
}
