using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>How the engine handles pulses, and their absence.</summary>
public sealed class PulseTests
{
    [Fact]
    public void Pulse_OfTheSameState_IsNoFact()
    {
        var one = Watched(1, 2);
        var facts = one.Journal.Count();

        Pulse(one.At(60), 1);
        Pulse(one.At(120), 1);

        Assert.Equal(facts, one.Journal.Count());
    }

    [Theory]
    [InlineData(WorkState.Down, 1, WorkState.Working)]
    [InlineData(WorkState.Starting, 2, WorkState.Working)]
    [InlineData(WorkState.Waiting, 2, WorkState.Waiting)]
    [InlineData(WorkState.Starting, 3, WorkState.Starting)]
    public void Pulse_ByWayOfAnotherMagister_OlderThanOneThatWorks_WasOvertaken(WorkState reported, int restarts, WorkState after)
    {
        var one = Works(restarts: 2);

        Pulse(one.At(80), 1, reported, restarts, wordId: 7);

        Assert.Equal(after, one.Fleet.Leases[1].Work?.State);
    }

    [Theory]
    [InlineData(80, null)]
    [InlineData(351, 7L)]
    public void Pulse_OfFewerStarts_HeardHereOrMuchLater_IsOfAnInstanceBootedAnew(double at, long? wordId)
    {
        var one = Works(restarts: 2);

        Pulse(one.At(at), 1, WorkState.Starting, 0, wordId);

        Assert.Equal(WorkState.Starting, one.Fleet.Leases[1].Work?.State);
    }

    [Fact]
    public void Pulse_ThatWorks_Verifies()
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(100)).Rented(100, 1);

        Pulse(one.At(50), 1);

        Assert.NotNull(one.Fleet.Leases[1].VerifiedAt);
        Assert.True(one.Fleet.Leases[1].IsProven);
    }

    [Fact]
    public void Pulse_OfAnUnknownOffer_IsGone()
    {
        var one = Watched(1);
        var facts = one.Journal.Count();

        one.Tell(new EngineInput.PulseReceived(4711, WorkState.Working, TimeSpan.FromSeconds(60), 0, null));

        Assert.IsType<CallerReply.PulseOfUnknown>(one.Reply);
        Assert.Equal(facts, one.Journal.Count());
    }

    [Fact]
    public void Silence_OfOneAmongSeveral_IsDestroyedAfterItsTime()
    {
        var one = Watched(1, 2, 3);
        for (var at = 60; at <= 240; at += 60) Hear(one.At(at), 2, 3);
        Assert.Empty(one.Destroying);

        Hear(one.At(300), 2, 3);
        one.At(301).Listed(Rows(one));

        Assert.Equal([1], one.Destroying);
        Assert.Contains(new WentSilent(1, 300), one.Journal);
    }

    [Fact]
    public void Silence_ShorterThanThreeOfItsOwnIntervals_IsBorne()
    {
        var one = Watched(1, 2, 3);
        one.At(1).Tell(new EngineInput.PulseReceived(100, WorkState.Waiting, TimeSpan.FromSeconds(600), 0, null));
        one.Tell(new EngineInput.PulseReceived(100, WorkState.Working, TimeSpan.FromSeconds(600), 0, null));
        for (var at = 60; at <= 1740; at += 60) Hear(one.At(at), 2, 3);

        Assert.DoesNotContain(one.Journal, fact => fact is WentSilent);
    }

    [Fact]
    public void Silence_OfMost_HoldsRentsAndSaysSo()
    {
        var one = Watched(1, 2, 3);

        Hear(one.At(299), 3);
        one.At(301);

        Assert.Contains("is this_magister_addr reachable", one.Engine.View.NotReadyReason, StringComparison.Ordinal);
        Assert.Empty(one.Destroying);
        Assert.Contains(one.Engine.View.Holds, hold => hold is Hold.Alarm);
    }

    [Fact]
    public void Idleness_OfMost_NamesHierophant()
    {
        var one = Watched(1, 2, 3);

        foreach (var instance in new long[] { 1, 2 }) Pulse(one.At(30), instance, WorkState.Down);

        Assert.Contains("is Hierophant running", one.Engine.View.NotReadyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Restart_NobodyIsSilentBeforeAWholeTimeOfListening()
    {
        var one = Watched(1, 2);
        one.Asleep(10_000).Kill().Listed(Rows(one));
        one.At(10_299);
        Assert.DoesNotContain(one.Journal, fact => fact is WentSilent);

        one.At(10_300);
        Assert.Equal(2, one.Journal.OfType<WentSilent>().Count());
    }

    [Fact]
    public void StoodStill_NobodyIsSilentBeforeAWholeTimeOfListening()
    {
        var one = Watched(1, 2);

        one.Asleep(10_000).Tell(new EngineInput.StoodStill());
        Assert.DoesNotContain(one.Journal, fact => fact is WentSilent);
    }

    private static Scenario Watched(params long[] instances)
    {
        var one = new Scenario(Settings(instances.Length), instances.Aggregate(
            new History().Verified(instances), (history, instance) => history.Record(new WorkReported(instance, WorkState.Working, 60, 0, null))));
        one.Start().Listed(Rows(one));
        foreach (var instance in instances) Pulse(one, instance);
        return one;
    }

    private static ListedInstance[] Rows(Scenario one) => [.. one.Alive.Select(instance => Row(instance, instance * 100))];

    private static void Hear(Scenario one, params long[] instances)
    {
        foreach (var instance in instances) Pulse(one, instance);
    }

    private static Scenario Works(int restarts)
    {
        var one = new Scenario(Settings(1)).StartWith([], Offer(100)).Rented(100, 1);
        Pulse(one.At(50), 1, restarts: restarts);
        return one;
    }

    private static void Pulse(Scenario one, long instance, WorkState state = WorkState.Working, int restarts = 0, long? wordId = null) =>
        one.Tell(new EngineInput.PulseReceived(instance * 100, state, TimeSpan.FromSeconds(60), restarts, null) { WordId = wordId });
}
