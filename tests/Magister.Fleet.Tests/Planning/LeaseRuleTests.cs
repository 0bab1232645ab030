using Magister.Fleet.Facts;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>The rules that look at one lease: deadline, drop, failed boot, unhealthy status.</summary>
public sealed class LeaseRuleTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(179.999, false)]
    [InlineData(180, true)]
    [InlineData(100_000, true)]
    public void Unverified_AroundItsDeadline_GoesFromTheDeadlineOn(double now, bool goes)
    {
        var plan = new History().Lease(1).Plan(now);

        Assert.Equal(goes ? [(1, DestroyCause.MissedDeadline)] : [], plan.Destroyed());
        Assert.Equal(goes ? null : At(180), plan.NextDeadline);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(179)]
    [InlineData(180)]
    [InlineData(300)]
    public void Verified_AtAnyTimeBeforeItsEnd_StaysForGood(double verifiedAt)
    {
        var plan = new History().Lease(1).At(verifiedAt).Record(new Verified(100, 1)).Plan(1_000_000);

        Assert.Empty(plan.Destroyed());
        Assert.Null(plan.NextDeadline);
    }

    [Fact]
    public void Verified_AfterItsDestructionBegan_StillGoes()
    {
        var history = new History().Lease(1).At(180).Destroying(1, DestroyCause.MissedDeadline)
            .At(181).Record(new Verified(100, 1), new DestroyFailed(1, "500"));

        Assert.Equal([(1, DestroyCause.MissedDeadline)], history.Plan(200).Destroyed());
    }

    [Theory]
    [InlineData("prover crashed", "dropped: prover crashed")]
    [InlineData("", "dropped")]
    public void Dropped_WithOrWithoutReason_GoesAtOnceWithItsWords(string reason, string words)
    {
        var plan = new History().Lease(1, verified: true).Dropped(1, reason).Plan(0);

        var destroy = Assert.Single(plan.Destroys);
        Assert.Equal((1, DestroyCause.Dropped, words), (destroy.InstanceId, destroy.Cause, destroy.Reason));
    }

    [Fact]
    public void Dropped_Twice_KeepsTheFirstReason()
    {
        var history = new History().Lease(1).Dropped(1, "first").At(5).Dropped(1, "second");

        Assert.Equal("dropped: first", Assert.Single(history.Plan(5).Destroys).Reason);
    }

    [Theory]
    [InlineData("exited")]
    [InlineData("offline")]
    [InlineData("unknown")]
    [InlineData("stopped")]
    public void Unhealthy_AroundTheGrace_GoesFromItsEndOn(string status)
    {
        var history = new History().Lease(1, verified: true).At(50).Status(1, status);

        Assert.Empty(history.Plan(169.999).Destroyed());
        Assert.Equal(At(170), history.Plan(169.999).NextDeadline);
        Assert.Equal([(1, DestroyCause.Unhealthy)], history.Plan(170).Destroyed());
    }

    [Fact]
    public void Verified_RunningOrNotSeenYet_Stays()
    {
        Assert.Empty(new History().Lease(1, verified: true).At(50).Status(1, "running").Plan(1_000_000).Destroyed());
        Assert.Empty(new History().Lease(1, verified: true).Plan(1_000_000).Destroyed());
    }

    [Theory]
    [InlineData("frozen", 120)]
    [InlineData("a word nobody knows", 120)]
    [InlineData("loading", 180)]
    [InlineData("created", 180)]
    [InlineData("scheduling", 180)]
    [InlineData("rebooting", 180)]
    [InlineData(null, 180)]
    public void Verified_LeavesRunning_GoesAfterTheGraceOrWhereItMayBootAfterTheTimeout(string? status, double borne)
    {
        var history = new History().Lease(1, verified: true).Status(1, "running").At(50).Status(1, status);

        Assert.Empty(history.Plan(50 + borne - 0.001).Destroyed());
        Assert.Equal(At(50 + borne), history.Plan(50).NextDeadline);
        Assert.Equal([(1, DestroyCause.Unhealthy)], history.Plan(50 + borne).Destroyed());
    }

    [Fact]
    public void Verified_LeftRunning_ThenVerifiedAnew_BeginsAnew()
    {
        var history = new History().Lease(1, verified: true).Status(1, "running").At(50).Status(1, "rebooting").At(200).Record(new Verified(100, 1));

        Assert.Empty(history.Plan(379).Destroyed());
        Assert.Equal([(1, DestroyCause.Unhealthy)], history.Plan(380).Destroyed());
    }

    [Theory]
    [InlineData("loading")]
    [InlineData("exited")]
    [InlineData("frozen")]
    public void Verified_MostLeaveRunningAtOnce_NoneGoesForAWhile(string status)
    {
        var history = new History().Verified(1, 2, 3, 4, 5);
        foreach (var instance in new[] { 1, 2, 3, 4, 5 }) history.Status(instance, "running");
        history.At(50).Status(1, status, "manifest unknown").Status(2, status).Status(3, status);

        Assert.True(MassFailureRule.Applies(history.Fleet));
        Assert.Empty(history.Plan(949, Settings(5)).Destroyed());
        Assert.Equal(At(950), history.Plan(949, Settings(5)).NextDeadline);
        Assert.Equal([1, 2, 3], history.Plan(950, Settings(5)).Destroyed().Select(one => one.Item1).Order());

        history.At(60).Status(3, "running");
        Assert.Equal([1, 2], history.Plan(300, Settings(5)).Destroyed().Select(one => one.Item1).Order());
    }

    [Fact]
    public void Unhealthy_RecoveredWithinTheGrace_BeginsAnewNextTime()
    {
        var history = new History().Lease(1, verified: true)
            .At(50).Status(1, "offline").At(100).Status(1, "running").At(150).Status(1, "offline");

        Assert.Empty(history.Plan(269).Destroyed());
        Assert.Equal([(1, DestroyCause.Unhealthy)], history.Plan(270).Destroyed());
    }

    [Fact]
    public void Unhealthy_GoingFromOneBadStatusToAnother_KeepsItsGrace()
    {
        var history = new History().Lease(1, verified: true).At(50).Status(1, "unknown").At(100).Status(1, "offline");

        var destroy = Assert.Single(history.Plan(170).Destroys);
        Assert.Equal("its status has been offline for 120 s", destroy.Reason);
    }

    [Theory]
    [InlineData(10, 129, null, 130.0)]
    [InlineData(10, 130, DestroyCause.Unhealthy, null)]
    [InlineData(100, 179, null, 180.0)]
    [InlineData(100, 180, DestroyCause.MissedDeadline, null)]
    [InlineData(60, 180, DestroyCause.Unhealthy, null)]
    public void UnhealthyAndUnverified_Together_TheEarlierEndWins(double unhealthyAt, double now, DestroyCause? cause, double? next)
    {
        var plan = new History().Lease(1).At(unhealthyAt).Status(1, "exited").Plan(now);

        Assert.Equal(cause is { } because ? [(1, because)] : [], plan.Destroyed());
        Assert.Equal(next is { } at ? At(at) : null, plan.NextDeadline);
    }

    [Theory]
    [InlineData("Error response from daemon: could not select device driver")]
    [InlineData("Failed to pull image x/y:latest")]
    [InlineData("write /var/lib: no space left on device")]
    [InlineData("manifest unknown: manifest unknown")]
    [InlineData("pull access denied for x/y")]
    [InlineData("repository does not exist or may require 'docker login'")]
    [InlineData("unauthorized: incorrect username")]
    [InlineData("unexpected EOF")]
    [InlineData("OCI runtime create failed: runc")]
    public void BootMessage_ThatIsFinal_EndsItAtOnce(string message)
    {
        Assert.Equal([(1, DestroyCause.BootFailed)], new History().Lease(1).Status(1, "loading", message).Plan(0).Destroyed());
        Assert.Equal([(1, DestroyCause.BootFailed)], new History().Lease(1).Status(1, null, message).Plan(0).Destroyed());
    }

    [Theory]
    [InlineData("loading", "Pulling image: 40%")]
    [InlineData("loading", null)]
    [InlineData("running", "Error response from daemon: an old one")]
    public void BootMessage_ThatIsNotFinal_WaitsForTheDeadline(string status, string? message) =>
        Assert.Empty(new History().Lease(1).Status(1, status, message).Plan(179).Destroyed());

    [Fact]
    public void BootMessage_OfAVerifiedInstanceThatLeftRunning_EndsItAtOnce() => Assert.Equal(
        [(1, DestroyCause.BootFailed)],
        new History().Lease(1, verified: true).Status(1, "running").At(9).Status(1, "rebooting", "unexpected EOF").Plan(9).Destroyed());

    [Fact]
    public void Adopted_WithoutDeadline_CountsAsVerified()
    {
        var history = new History().Record(new Adopted { InstanceId = 1, OfferId = 100, Offer = Offer(100), StartedAt = At(-500) }).Status(1, "running");

        Assert.Equal(Epoch, history.Fleet.Leases[1].VerifiedAt);
        Assert.Empty(history.Plan(100_000).Destroyed());
    }
}
