using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Signing;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Running;

/// <summary>How the engine uses Hierophant's own list: read every 10 s, with an absence of up to 60 s tolerated.</summary>
public sealed class HierophantTests
{
    private static readonly FleetSettings Watching = Settings(4) with { HierophantWatch = TimeSpan.FromSeconds(10), HierophantAbsence = TimeSpan.FromSeconds(60) };

    [Fact]
    public void List_IsReadOnlyWhereThatIsWanted()
    {
        Assert.Empty(new Scenario(Settings(4)).StartWith([]).Open.OfType<EngineCall.Contemplants>());
        Assert.Single(Four().At(10).Open.OfType<EngineCall.Contemplants>());
    }

    [Fact]
    public void Absent_AsLongAsIsBorne_IsReplacedAndTheOthersStay()
    {
        var four = Four();
        for (var at = 10; at <= 60; at += 10) four.Has(at, 2, 3, 4);
        Assert.Empty(four.Destroying);

        four.Has(70, 2, 3, 4);
        Assert.Equal([1], four.Destroying);
        Assert.Contains(new AbsentFromHierophant(1, 60), four.Journal);
        Assert.Contains(four.Journal, fact => fact is DestroyIntended { InstanceId: 1, Cause: DestroyCause.Absent, Reason: "Hierophant has not had its Contemplant for 60 s" });
    }

    [Fact]
    public void Absent_ButBackMeanwhile_IsKept()
    {
        var four = Four();
        for (var at = 10; at <= 50; at += 10) four.Has(at, 2, 3, 4);
        four.Has(60, 1, 2, 3, 4);
        for (var at = 70; at <= 120; at += 10) four.Has(at, 2, 3, 4);

        Assert.Empty(four.Destroying);
    }

    [Fact]
    public void Absent_ButItsWatchSaysThatItWorks_IsKept()
    {
        var four = Four();
        four.Tell(new EngineInput.PulseReceived(100, WorkState.Working, TimeSpan.FromSeconds(60), 0, null));
        for (var at = 10; at <= 120; at += 10) four.Has(at, 2, 3, 4);

        Assert.Empty(four.Destroying);
        four.Has(130, 1, 2, 3, 4);
        Assert.Contains(new BackAtHierophant(1), four.Journal);
    }

    [Fact]
    public void List_OfHalfTheFleet_CountsAndOneThatLacksMoreIsAnAlarmAndDestroysNothing()
    {
        var half = Four();
        for (var at = 10; at <= 70; at += 10) half.Has(at, 3, 4);
        Assert.Equal([1, 2], half.Destroying);

        var most = Four();
        for (var at = 10; at <= 150; at += 10) most.Has(at, 4);
        Assert.Empty(most.Destroying);
        Assert.Equal("Hierophant's list of Contemplants lacks 3 of 4 verified instances", most.Engine.View.NotReadyReason);
        Assert.Equal(most.Engine.View.NotReadyReason, most.Engine.View.Hierophant.Trouble);
    }

    [Fact]
    public void List_ThatIsEmpty_SpeaksOfHierophantHoweverSmallTheFleet()
    {
        var one = new Scenario(Watching with { NumberInstances = 1 }, new History().Verified(1)).Start().Listed(Row(1, 100)).Has(0, 1);
        for (var at = 10; at <= 300; at += 10) one.Has(at);

        Assert.Empty(one.Destroying);
        Assert.Equal("Hierophant's list of Contemplants is empty", one.Engine.View.NotReadyReason);
    }

    [Fact]
    public void List_ThatIsEmpty_KeepsNoFleetShortForEver()
    {
        var three = new Scenario(Watching with { NumberInstances = 3 }, new History().Verified(1)).Start().Listed(Row(1, 100)).Has(0, 1);
        for (var at = 10; at <= 180; at += 10) three.Has(at);
        Assert.Equal("Hierophant's list of Contemplants is empty", three.Engine.View.NotReadyReason);
        Assert.Empty(three.Renting);

        three.Has(200).Offered(Offer(5), Offer(6), Offer(7)).Rented(5, 50).Rented(6, 60);
        Assert.Equal([1, 50, 60], three.Alive);
        Assert.Equal("Hierophant's list of Contemplants is empty", three.Has(210).Engine.View.NotReadyReason);

        for (var at = 220; at <= 290; at += 10) three.Has(at, 50, 60);
        Assert.Equal([1], three.Destroying);
    }

    [Fact]
    public void List_ThatCannotBeRead_IsAnAlarmAfterAWhileAndEveryAbsenceBeginsAnew()
    {
        var four = Four();
        for (var at = 10; at <= 50; at += 10) four.Has(at, 2, 3, 4);
        four.At(60).ContemplantsEnd(new Outcome<HierophantListing>.Unknown("no answer"));
        Assert.Null(four.Engine.View.NotReadyReason);

        for (var at = 70; at <= 120; at += 10) four.Has(at, 2, 3, 4);
        Assert.Empty(four.Destroying);
        Assert.Equal([1], four.Has(130, 2, 3, 4).Destroying);

        for (var at = 140; at <= 200; at += 10) four.At(at).ContemplantsEnd(new Outcome<HierophantListing>.Unknown("no answer"));
        Assert.Equal("Hierophant's list of Contemplants cannot be read: no answer", four.Engine.View.NotReadyReason);
        Assert.Null(four.Has(210, 2, 3, 4).Engine.View.NotReadyReason);
    }

    [Fact]
    public void Absent_BeforeARestart_IsNotReplacedBeforeListsHaveLackedItAnew()
    {
        var four = Four();
        for (var at = 10; at <= 120; at += 10) four.Has(at, 1, 2, 3, 4);
        var history = new History().Verified(1, 2, 3, 4).At(200).Record(new AbsentFromHierophant(1, 60));

        four = new Scenario(Watching, history).Start().Listed(Rows);
        Assert.Empty(four.Destroying);
        for (var at = 200; at <= 250; at += 10) four.Has(at, 2, 3, 4);
        Assert.Empty(four.Destroying);
        Assert.Equal([1], four.Has(260, 2, 3, 4).Destroying);
    }

    [Fact]
    public void Absent_ButTheListIsNotReadAnyMore_IsKept() => Assert.Empty(
        new Scenario(Settings(4), new History().Verified(1, 2, 3, 4).Record(new AbsentFromHierophant(1, 60))).Start().Listed(Rows).At(500).Destroying);

    [Fact]
    public void Present_ButNeverVerified_CountsAsVerified()
    {
        var one = new Scenario(Watching with { NumberInstances = 1 }).StartWith([], Offer(100)).Rented(100, 1);
        Assert.Null(one.Fleet.Leases[1].VerifiedAt);

        one.Has(0, 1);
        Assert.NotNull(one.Fleet.Leases[1].VerifiedAt);
        Assert.Equal(new WorkerStanding(true, 2, 7, 4.5), one.Engine.View.Hierophant.Workers[1]);
    }

    [Fact]
    public void Rows_OfOtherMagistersAndWithWrongSignatures_AreNobody()
    {
        var secret = new EndpointSecret("hierophant-secret-0123");
        var signing = Watching with { NumberInstances = 1, Onstart = Watching.Onstart with { Secret = secret } };
        var one = new Scenario(signing).StartWith([], Offer(100)).Rented(100, 1).At(10);
        one.ContemplantsEnd(Done(new HierophantListing(
        [
            new HierophantRow($"{Address}/drop/100", Standing), new HierophantRow($"{Address}/drop/100?sig={secret.PulseSignatureOf(100)}", Standing),
            new HierophantRow($"{Address}/verify/100", Standing), new HierophantRow("http://other.example:8555/drop/100", Standing), new HierophantRow("", Standing),
        ])));
        Assert.Empty(one.Engine.View.Hierophant.Workers);

        one.At(20).ContemplantsEnd(Done(new HierophantListing([new HierophantRow($"{Address}/drop/100?sig={secret.SignatureOf(100)}", Standing)])));
        Assert.Equal([1L], one.Engine.View.Hierophant.Workers.Keys);
    }

    [Fact]
    public void List_ThatIsRefused_SaysNothingOfVastsKey()
    {
        var four = Four();
        four.At(10).ContemplantsEnd(new Outcome<HierophantListing>.Unauthorised("not from here"));

        Assert.Null(four.Engine.View.KeyRefusal);
    }

    private static readonly WorkerStanding Standing = new(true, 2, 7, 4.5);

    private static readonly ListedInstance[] Rows = [Row(1, 100), Row(2, 200), Row(3, 300), Row(4, 400)];

    private static Scenario Four() => new Scenario(Watching, new History().Verified(1, 2, 3, 4)).Start().Listed(Rows).Has(0, 1, 2, 3, 4);
}

/// <summary>Steps of these scenarios.</summary>
internal static class HierophantSteps
{
    /// <summary>At that time, Hierophant's list is due and contains these instances; their offers have a hundred times their ids.</summary>
    public static Scenario Has(this Scenario scenario, double seconds, params long[] instances)
    {
        var due = scenario.At(Math.Max(seconds, (scenario.Now - Epoch).TotalSeconds));
        if (due.Open.Any(call => call is EngineCall.List)) due.Listed([.. due.Alive.Select(instance => Row(instance, instance * 100))]);
        return due.ContemplantsEnd(Done(new HierophantListing(
            [.. instances.Select(instance => new HierophantRow($"{Address}/drop/{instance * 100}", new WorkerStanding(true, 2, 7, 4.5)))])));
    }
}
