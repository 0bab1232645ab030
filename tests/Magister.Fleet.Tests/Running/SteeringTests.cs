using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

public sealed class SteeringTests
{
    private static readonly EngineInput Pause = new EngineInput.PauseReceived();
    private static readonly EngineInput Resume = new EngineInput.ResumeReceived();
    private static readonly EngineInput Drain = new EngineInput.DrainReceived();

    [Fact]
    public void Pause_WhileSomethingIsMissing_RentsNothingUntilResumed()
    {
        var one = Running(2).Tell(Pause).Drop(100).Destroyed(1);
        Assert.Empty(one.Renting);
        Assert.Null(one.Searching);
        Assert.Contains("paused", one.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);

        one.Tell(Resume).Offered(Offer(7));
        Assert.Equal([7], one.Renting);
        Assert.Null(one.Engine.View.RentsHeldBackReason);
    }

    [Fact]
    public void Pause_WithTheFleetAtItsNumber_HoldsNothingBack() => Assert.Null(Running(2).Tell(Pause).Engine.View.RentsHeldBackReason);

    [Fact]
    public void Pause_OutlivesAKill()
    {
        var one = Running(2).Tell(Pause).Drop(100).Destroyed(1).Kill().Listed(Row(2, 200));

        Assert.Equal(SteeringMode.Paused, one.Fleet.Steering.Mode);
        Assert.Empty(one.Renting);
        Assert.Null(one.Searching);
    }

    [Fact]
    public void Pause_BeforeTheFirstSearch_EndsNoProgramLater()
    {
        var one = new Scenario(Settings(2)).Start().Tell(Pause).Listed().Tell(Resume).Offered();

        Assert.Null(one.FatalReason);
    }

    [Fact]
    public void Drain_DestroysAllAndRentsNothing()
    {
        var one = Running(2).Tell(Drain);
        foreach (var instance in new long[] { 1, 2 }) one.Destroyed(one.Destroying.Single(destroying => destroying == instance));

        Assert.Empty(one.Alive);
        Assert.Empty(one.Renting);
        Assert.Null(one.Searching);
        Assert.Empty(one.Fleet.Machines);
        Assert.All(one.Journal.OfType<DestroyIntended>(), destroy => Assert.Equal(DestroyCause.Drained, destroy.Cause));
    }

    [Fact]
    public void Drain_WithARentUnderWay_DestroysWhatComesOfIt()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(7)).Tell(Drain).Rented(7, 70);

        Assert.Equal([70], one.Asking.Concat(one.Destroying));
    }

    [Fact]
    public void Drain_OutlivesAKill()
    {
        var one = Running(2).Tell(Drain).Kill().Listed(Row(1, 100), Row(2, 200));

        Assert.Equal(2, one.Destroying.Length);
    }

    [Fact]
    public void Resume_InTheMiddleOfADrain_KeepsTheRest()
    {
        var one = new Scenario(Settings(2)) { SendsAtOnce = false }.StartWith([Row(1, 100), Row(2, 200)]).Tell(Drain);
        Assert.Single(one.Destroying);
        one.Tell(Resume).Sent(one.Open.OfType<EngineCall.Destroy>().Single());

        Assert.Single(one.Destroying);
    }

    [Fact]
    public void Scale_Up_RentsTheRest()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(3, IsConfirmed: true)).Offered(Offer(7));

        Assert.Equal([7], one.Renting);
        Assert.Equal((3, 2), (one.Engine.View.NumberInstances, one.Engine.View.Settings.NumberInstances));
    }

    [Fact]
    public void Scale_Down_DestroysTheSurplus()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(1, IsConfirmed: true));

        Assert.Single(one.Destroying);
    }

    [Fact]
    public void Scale_OutlivesAKill_UntilTheConfigurationSaysAnotherNumber()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(5, IsConfirmed: true)).Kill();
        Assert.Equal(5, one.Engine.View.NumberInstances);

        one.Kill(Settings(3));
        Assert.Equal(3, one.Engine.View.NumberInstances);

        one.Kill(Settings(2));
        Assert.Equal(2, one.Engine.View.NumberInstances);
    }

    [Fact]
    public void Scale_ToTheConfigurationsNumber_ForgetsTheOperators()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(5, IsConfirmed: true)).Tell(new EngineInput.ScaleReceived(2, IsConfirmed: true));

        Assert.Equal(Steering.None, one.Fleet.Steering);
    }

    [Fact]
    public void Steering_SaidTwice_IsRecordedOnce()
    {
        var scale = new EngineInput.ScaleReceived(5, IsConfirmed: true);
        var one = Running(2).Tell(Resume).Tell(scale).Tell(scale).Tell(Pause).Tell(Pause).Tell(Drain).Tell(Drain).Tell(Resume).Tell(Resume);

        Assert.Equal(
            [typeof(Scaled), typeof(Paused), typeof(DrainBegun), typeof(Resumed)],
            one.Journal.Select(fact => fact.GetType()).Where(type => type.Name is nameof(Scaled) or nameof(Paused) or nameof(DrainBegun) or nameof(Resumed)));
    }

    [Fact]
    public void Steering_OutlivesCompaction()
    {
        var one = Running(2).Tell(new EngineInput.ScaleReceived(5, IsConfirmed: true)).Tell(Pause);
        var compacted = one.Fleet.ToFacts().Aggregate(
            FleetState.Empty, (state, fact) => state.Apply(new Recorded(state.LastSequence + 1, one.Now, fact)));

        Assert.Equal(one.Fleet.Steering, compacted.Steering);
    }

    [Fact]
    public void InstanceDrop_OfOneOfOurs_IsCarriedOut()
    {
        var one = Running(2).Tell(new EngineInput.InstanceDropReceived(2, "by hand"));

        Assert.Equal(new CallerReply.DropAccepted(200, 2), one.Reply);
        Assert.Equal([2], one.Destroying);
    }

    [Fact]
    public void InstanceDrop_OfAnUnknownOne_IsRefused()
    {
        var one = Running(2).Tell(new EngineInput.InstanceDropReceived(3, ""));

        Assert.Equal(new CallerReply.InstanceUnknown(3), one.Reply);
        Assert.Empty(one.Destroying);
    }

    private static Scenario Running(int number) =>
        new Scenario(Settings(number), new History().Verified(1, 2)).Start().Listed(Row(1, 100), Row(2, 200));
}
