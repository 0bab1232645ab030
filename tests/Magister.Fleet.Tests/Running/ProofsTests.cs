using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>How the proofs in Hierophant's list come into the history of machines.</summary>
public sealed class ProofsTests
{
    private static readonly FleetSettings Watching = Settings(1) with { HierophantWatch = TimeSpan.FromSeconds(10), PollingInterval = TimeSpan.FromDays(1) };

    [Fact]
    public void Proofs_AreCountedOnceASixthOfADay()
    {
        var one = One();
        one.Lists(10, 0).Lists(20, 3).Lists(30, 5).Lists(20 + (6 * 3600), 90);

        Assert.Equal([new ProofsCounted(1, 3), new ProofsCounted(1, 90)], Counts(one));
        Assert.Equal(90, Proofs(one));
    }

    [Fact]
    public void Proofs_OfAContemplantThatRegistersAnew_AreAddedToTheEarlierOnes()
    {
        var one = One();
        one.Lists(10, 3).Lists(20, 8).Lists(30, 0).Lists(40, 4).Lists(50, 9).Lists(60, 2);

        Assert.Equal([3L, 8, 0, 9, 2], Counts(one).Select(count => count.Proofs));
        Assert.Equal(8 + 9 + 2, Proofs(one));
    }

    [Fact]
    public void Proofs_OfAContemplantThatIsGone_AreCountedAsLastListed()
    {
        var one = One();
        one.Lists(10, 3).Lists(20, 8).At(30).ContemplantsEnd(Done(new HierophantListing([])));

        Assert.Equal(8, Proofs(one));
    }

    [Fact]
    public void Proofs_OfAnInstanceThatIsDropped_AreCountedBeforeItIsDestroyed()
    {
        var one = One();
        one.Lists(10, 3).Lists(20, 8).Tell(new EngineInput.DropReceived(100, "slow"));

        Assert.Equal([1L], one.Destroying);
        Assert.Equal([new ProofsCounted(1, 3), new ProofsCounted(1, 8)], Counts(one));
        Assert.Equal(8, Proofs(one));
    }

    private static Scenario One() => new Scenario(Watching, new History().Verified(1)).Start().Listed(Row(1, 100)).Lists(0, 0);

    private static ProofsCounted[] Counts(Scenario one) => [.. one.Journal.OfType<ProofsCounted>()];

    private static decimal Proofs(Scenario one) => one.Fleet.MachineBook.All.Figures.Proofs;
}

/// <summary>Steps of these scenarios.</summary>
internal static class ProofsSteps
{
    /// <summary>At that time, Hierophant's list shows the instance with so many proofs.</summary>
    public static Scenario Lists(this Scenario scenario, double seconds, long proofs) => scenario.At(seconds)
        .ContemplantsEnd(Done(new HierophantListing([new HierophantRow($"{Address}/drop/100", new WorkerStanding(false, 0, proofs, null))])));
}
