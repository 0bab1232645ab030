using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>An instance that does not work, or is not heard, is replaced; not while most of the fleet is in the same trouble.</summary>
public sealed class WorkRuleTests
{
    [Theory]
    [InlineData(WorkState.Starting)]
    [InlineData(WorkState.Waiting)]
    [InlineData(WorkState.Down)]
    public void Idle_ForTheTime_IsDestroyedAndNotBefore(WorkState state)
    {
        var history = Working(1, 2).At(100).Record(Report(1, state));

        Assert.Empty(history.Plan(279).Destroyed());
        Assert.Equal(At(280), history.Plan(279).NextDeadline);
        Assert.Equal([(1, DestroyCause.NotWorking)], history.Plan(280).Destroyed());
    }

    [Fact]
    public void Idle_FromOneStateToTheNext_IsIdleSinceItLastWorked()
    {
        var history = Working(1, 2).At(100).Record(Report(1, WorkState.Down)).At(250).Record(Report(1, WorkState.Waiting));

        Assert.Equal([(1, DestroyCause.NotWorking)], history.Plan(280).Destroyed());
    }

    [Fact]
    public void Idle_AndWorksAgain_Stays() =>
        Assert.Empty(Working(1, 2).At(100).Record(Report(1, WorkState.Down)).At(279).Record(Report(1, WorkState.Working)).Plan(10_000).Destroyed());

    [Fact]
    public void Idle_WithLastWords_SaysThemAsTheReason()
    {
        var plan = Working(1, 2).At(100).Record(Report(1, WorkState.Down) with { LastWords = "no CUDA device" }).Plan(280);

        Assert.Equal("its Contemplant has not worked for 180 s and is down: no CUDA device", Assert.Single(plan.Destroys).Reason);
    }

    [Fact]
    public void Idle_BeforeItWasVerified_IsJudgedByItsDeadline()
    {
        var history = new History().Lease(1).At(10).Record(Report(1, WorkState.Starting));

        Assert.Empty(history.Plan(179).Destroyed());
        Assert.Equal([(1, DestroyCause.MissedDeadline)], history.Plan(180).Destroyed());
    }

    [Fact]
    public void Silent_IsDestroyed() =>
        Assert.Equal([(1, DestroyCause.Silent)], Working(1, 2).At(400).Record(new WentSilent(1, 300)).Plan(400).Destroyed());

    [Fact]
    public void Silent_AndHeardAgain_Stays() =>
        Assert.Empty(Working(1, 2).At(400).Record(new WentSilent(1, 300)).At(401).Record(Report(1, WorkState.Working)).Plan(10_000).Destroyed());

    [Fact]
    public void Unwatched_VerifiedOnce_IsJudgedAsEver() => Assert.Empty(new History().Verified(1, 2).Plan(1_000_000).Destroyed());

    [Theory]
    [InlineData(WorkState.Down)]
    [InlineData(WorkState.Silent)]
    public void MostOfThree_InOneTrouble_AreSpared(WorkState state)
    {
        var history = Trouble(Trouble(Working(1, 2, 3).At(10), state, 1).At(100), state, 2);

        Assert.Empty(history.Plan(270, Settings(3)).Destroyed());
    }

    [Theory]
    [InlineData(WorkState.Down)]
    [InlineData(WorkState.Silent)]
    public void AllOfThree_InOneTrouble_AreSparedForAsLongAsItLasts(WorkState state) =>
        Assert.Empty(Trouble(Working(1, 2, 3).At(100), state, 1, 2, 3).Plan(1_000_000, Settings(3)).Destroyed());

    [Fact]
    public void Most_WhileTheOthersWorkForAWholePeriod_OneIsReplacedAtATime()
    {
        var history = Trouble(Working(1, 2, 3, 4, 5, 6, 7).At(100), WorkState.Silent, 1, 2, 3, 4, 5);

        Assert.Equal(At(400), history.Plan(399, Settings(7)).NextDeadline);
        Assert.Equal((1, DestroyCause.Silent), history.Plan(400, Settings(7)).Destroyed()[0]);

        history.At(400).Destroying(1, DestroyCause.Silent);
        Assert.Empty(history.Plan(401, Settings(7)).Destroyed());

        history.Record(new Destroyed(1, false)).Lease(8);
        Assert.Empty(history.Plan(402, Settings(7)).Destroyed());

        history.Record(new Verified(800, 8));
        Assert.Equal((2, DestroyCause.Silent), history.Plan(403, Settings(7)).Destroyed()[0]);
    }

    [Fact]
    public void BothOfTwo_InOneTrouble_AreReplaced() =>
        Assert.Equal(2, Trouble(Working(1, 2).At(100), WorkState.Down, 1, 2).Plan(280, Settings(2)).Destroyed().Length);

    [Fact]
    public void MostOfThree_OnceTheyWorkAgain_TheOthersTimeBeginsAnewOnce()
    {
        var history = Trouble(Working(1, 2, 3).At(100), WorkState.Down, 1, 2).At(1000).Record(Report(2, WorkState.Working));

        Assert.Empty(history.Plan(1179, Settings(3)).Destroyed());
        Assert.Equal([(1, DestroyCause.NotWorking)], history.Plan(1180, Settings(3)).Destroyed());

        Trouble(history.At(1100), WorkState.Down, 2).At(1150).Record(Report(2, WorkState.Working));
        Assert.Equal([(1, DestroyCause.NotWorking)], history.Plan(1180, Settings(3)).Destroyed());
    }

    [Fact]
    public void Unverified_WhileHierophantIsAway_IsNotBlamed()
    {
        var history = Trouble(Working(1, 2, 3), WorkState.Down, 1, 2, 3).Lease(4);

        Assert.Empty(history.Plan(100_000, Settings(4)).Destroyed());
        history.At(100_000).Record(Report(1, WorkState.Working), Report(2, WorkState.Working));
        Assert.DoesNotContain((4, DestroyCause.MissedDeadline), history.Plan(100_179, Settings(4)).Destroyed());
        Assert.Contains((4, DestroyCause.MissedDeadline), history.Plan(100_180, Settings(4)).Destroyed());
    }

    [Fact]
    public void Restart_GivesTheIdleTheirTimeAgainOnce()
    {
        var history = Working(1, 2).At(100).Record(Report(1, WorkState.Down)).At(270).Record(new Started(2));

        Assert.Empty(history.Plan(449, Settings(2)).Destroyed());
        Assert.Equal([(1, DestroyCause.NotWorking)], history.Plan(450, Settings(2)).Destroyed());
        Assert.Equal([(1, DestroyCause.NotWorking)], history.At(440).Record(new Started(2)).Plan(450, Settings(2)).Destroyed());
    }

    [Fact]
    public void Compaction_KeepsWhatIsKnownOfWork()
    {
        var fleet = Trouble(Working(1, 2, 3).At(100), WorkState.Down, 1, 2).Fleet;
        var again = FleetState.Empty;
        foreach (var fact in fleet.ToFacts()) again = again.Apply(new Recorded(again.LastSequence + 1, fleet.LastAt, fact));

        Assert.Equal(fleet.Leases[1].Work, again.Leases[1].Work);
        Assert.Equal((fleet.Index.Idle.Count, fleet.Index.Working.Count), (again.Index.Idle.Count, again.Index.Working.Count));
    }

    private static History Working(params long[] instances) =>
        instances.Aggregate(new History().Verified(instances), (history, instance) => history.Record(Report(instance, WorkState.Working)));

    private static History Trouble(History history, WorkState state, params long[] instances) => instances.Aggregate(
        history, (so, instance) => so.Record(state is WorkState.Silent ? new WentSilent(instance, 300) : Report(instance, state)));

    private static WorkReported Report(long instance, WorkState state) => new(instance, state, 60, 0, null);
}
