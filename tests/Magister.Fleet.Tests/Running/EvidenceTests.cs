using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>A failed instance is destroyed once its logs arrived, were unavailable, or took too long; any other goes immediately.</summary>
public sealed class EvidenceTests
{
    private static readonly Outcome<InstanceLogs> Brought = Done(new InstanceLogs("a panic", null) { LastLine = "panic: no prover" });

    private static Scenario Late(int number = 1, bool keepsEvidence = true)
    {
        var late = new Scenario(Settings(number) with { KeepsEvidence = keepsEvidence, BreakerFailures = 0 }) { RefusesLogs = false }
            .StartWith([], [.. Enumerable.Range(1, number).Select(id => Offer(id))]);
        for (var id = 1; id <= number; id++) late.Rented(id, 10 * id);
        return late.Listing(170, [.. Enumerable.Range(1, number).Select(id => Row(10 * id, id))]);
    }

    private static string ReasonOf(Scenario scenario) => scenario.Journal.OfType<DestroyIntended>().Single().Reason;

    [Fact]
    public void Failed_IsKeptUntilItsLogsCame_AndItsReasonHasTheirLastLine()
    {
        var late = Late().At(180);
        Assert.Equal([10], late.AskingForLogs);
        Assert.Empty(late.Destroying);
        Assert.Equal(At(190), late.WakeAt);

        late.LogsEnd(10, Brought);
        Assert.Equal([10], late.Destroying);
        Assert.Equal("its Contemplant did not report within 180 s; its log: panic: no prover", ReasonOf(late));
    }

    [Fact]
    public void Failed_WhoseLogsAreNotToBeHad_GoesAtOnce()
    {
        var late = Late().At(180).LogsEnd(10, new Outcome<InstanceLogs>.Unknown("HTTP 500"));

        Assert.Equal([10], late.Destroying);
        Assert.Equal("its Contemplant did not report within 180 s", ReasonOf(late));
    }

    [Fact]
    public void Failed_WhoseLogsNeverCome_GoesAfterTenSeconds_AndWhatComesLaterChangesNothing()
    {
        var late = Late().At(189.9);
        Assert.Empty(late.Destroying);

        late.At(190);
        Assert.Empty(late.Destroying);
        late.At(199.9);
        Assert.Equal([10], late.Destroying);
        late.LogsEnd(10, Brought).Destroyed(10);
        Assert.Empty(late.Alive);
    }

    [Fact]
    public void Failed_Many_AreAskedForAFewAtOnce_AndNoneWaitsForAnother()
    {
        var late = Late(5).At(180);
        Assert.Equal([10, 20], late.AskingForLogs);

        late.LogsEnd(10, Brought);
        Assert.Equal([20, 30], late.AskingForLogs);
        Assert.Equal([10], late.Destroying);

        late.At(190);
        Assert.Equal([10, 20, 30, 40], late.Destroying);
        Assert.Equal([20, 30], late.AskingForLogs);
    }

    [Fact]
    public void Failed_ThatRecoversMeanwhile_Stays()
    {
        var late = Late().At(180).Verify(1).LogsEnd(10, Brought).At(300);

        Assert.Equal([10], late.Alive);
        Assert.Empty(late.Destroying);
    }

    [Fact]
    public void Failed_ThatIsDroppedMeanwhile_GoesAtOnce()
    {
        var late = Late().At(180).Drop(1);

        Assert.Equal([10], late.Destroying);
        Assert.Equal(DestroyCause.Dropped, late.Journal.OfType<DestroyIntended>().Single().Cause);
    }

    [Fact]
    public void Failed_WhoseDestroyFails_IsAskedForOnce()
    {
        var late = Late().At(180).LogsEnd(10, Brought).DestroyFails(10).At(240);

        Assert.Equal([10], late.Destroying);
        Assert.Empty(late.AskingForLogs);
        Assert.All(late.Journal.OfType<DestroyIntended>(), intended => Assert.EndsWith("within 180 s; its log: panic: no prover", intended.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Failed_AfterAKill_IsAskedForAnew()
    {
        var late = Late().At(180).Kill();
        late.Listed(Row(10, 1)).At(400);

        Assert.Equal([10], late.AskingForLogs);
    }

    [Fact]
    public void Dropped_OrDrained_AsksForNoLogs()
    {
        var dropped = Late(2).Drop(1).Tell(new EngineInput.DrainReceived());

        Assert.Equal([10, 20], dropped.Destroying.Order());
        Assert.Empty(dropped.AskingForLogs);
    }

    [Fact]
    public void Failed_WithoutEvidence_GoesAtOnce()
    {
        var late = Late(keepsEvidence: false).At(180);

        Assert.Equal([10], late.Destroying);
        Assert.Empty(late.AskingForLogs);
    }

    [Fact]
    public void Failed_WhoseWatchToldLastWords_HasThemInItsReason()
    {
        var down = new EngineInput.PulseReceived(1, WorkState.Down, TimeSpan.FromSeconds(60), 1, "no VM was given");
        var late = Late().Tell(down).At(180).LogsEnd(10, Brought);

        Assert.Equal("its Contemplant did not report within 180 s; its log: no VM was given", ReasonOf(late));
    }
}
