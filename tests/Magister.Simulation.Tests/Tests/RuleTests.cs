using System.Text;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Ordinary;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using static Magister.Simulation.Tests.Tests.RuleBench;

namespace Magister.Simulation.Tests.Tests;

/// <summary>Each rule is broken once by hand, and kept once: a rule that nothing breaks is worth nothing.</summary>
public sealed class RuleTests
{
    private readonly RuleBench bench = new();

    [Fact]
    public void NeverTooMany_TwoWhereOneIsWanted_Breaks()
    {
        bench.Rent(0);

        Breaks<NeverTooMany>(() => bench.Rent(1));
    }

    [Fact]
    public void NeverTooMany_TwoByALifeThatWantedTwo_Holds()
    {
        bench.Rent(0, number: 2);

        Assert.True(bench.Rent(1, number: 2).IsOurs);
    }

    [Fact]
    public void NeverTooMany_OneThatCouldNotBeKnown_DoesNotCount()
    {
        var given = bench.Rent(0);
        bench.World.Market.Relabel(given.Id, "mine");
        bench.Rent(1);
        bench.World.Market.Relabel(given.Id, "magister");
        bench.World.Market.Delete(bench.World.Books.Ours.Last().Id);

        Assert.Equal("label given back", given.Excuse!.Reason);
        Assert.True(bench.Rent(2).IsOurs);
    }

    [Fact]
    public void Books_OneWithoutALabel_ThatMagisterLetGoOfWhileItWasAnothers_IsNotOurs()
    {
        bench.Begin();
        var book = bench.Rent();
        bench.World.Market.Relabel(book.Id, null);
        Assert.True(book.IsOurs);

        bench.World.Market.Relabel(book.Id, "mine");
        bench.World.Market.Relabel(book.Id, "magister");
        Assert.True(book.IsOurs);
        bench.World.Market.Relabel(book.Id, null);
        Assert.False(book.IsOurs);
    }

    [Fact]
    public void DestroysExplained_OneWhoseContractGoesOn_OrTellsNoEnd_Breaks()
    {
        var (known, hidden) = (Ending(0), Ending(1));
        var book = known.Rent();
        var early = known.Record(new DestroyIntended(book.Id, DestroyCause.Expiring, "ends"));
        Breaks<DestroysExplained>(() => new DestroysExplained(known.World).Recorded(early));
        known.Wait((book.Truth.EndDate - known.World.Time.Now - known.World.Plan.Fleet.ReplaceBeforeEnd).TotalSeconds + 1);
        new DestroysExplained(known.World).Recorded(early);

        var other = hidden.Rent();
        hidden.Wait((other.Truth.EndDate - hidden.World.Time.Now).TotalSeconds - 5);
        Breaks<DestroysExplained>(() => new DestroysExplained(hidden.World).Recorded(hidden.Record(new DestroyIntended(other.Id, DestroyCause.Expiring, "ends"))));

        static RuleBench Ending(double hiddenEnds) => new(plan => plan with
        {
            Market = plan.Market with { Terms = DurationRange.Exactly(TimeSpan.FromDays(3)), HiddenEnds = hiddenEnds },
        });
    }

    [Fact]
    public void EndsForeseen_TheNextBeforeTheFleetIsWholeAgain_Breaks()
    {
        var (soon, later, whole) = (Replaced(0, number: 2), Replaced(86_400, number: 2), Replaced(0, number: 0));

        Breaks<EndsForeseen>(soon);
        later();
        whole();

        static Action Replaced(int waited, int number)
        {
            var two = new RuleBench(plan => plan with { MaxNumber = 2, Fleet = plan.Fleet with { NumberInstances = number } });
            two.Begin();
            var (rule, first, second) = (new EndsForeseen(two.World), two.Rent(0, number: 2), two.Rent(1, number: 2));
            rule.Recorded(two.Record(new DestroyIntended(first.Id, DestroyCause.Expiring, "ends")));
            rule.Recorded(two.Record(new Destroyed(first.Id, WasGoneAlready: false)));
            two.Wait(waited);
            return () => rule.Recorded(two.Record(new DestroyIntended(second.Id, DestroyCause.Expiring, "ends")));
        }
    }

    [Fact]
    public void CallersHeard_MissedDeadlineOfOneWhoseVerifyArrived_Breaks()
    {
        var book = bench.Rent();
        var late = bench.Record(new DestroyIntended(book.Id, DestroyCause.MissedDeadline, "late"));
        var rule = Heard();
        Breaks<CallersHeard>(() => rule.Recorded(late));

        var ofALifeBefore = Heard();
        ofALifeBefore.Began(bench.Begin());
        ofALifeBefore.Recorded(late);

        CallersHeard Heard()
        {
            var fresh = new CallersHeard(bench.World);
            fresh.CallReachedLeader(VerifyOf(book), book.OfferId!.Value);
            return fresh;
        }
    }

    [Fact]
    public void EveryInstanceKnown_OneThatTheLifeDoesNotKnow_Breaks()
    {
        var life = bench.Begin();
        bench.Rent();

        Breaks<EveryInstanceKnown>(() => new EveryInstanceKnown(bench.World).Turned(life));
    }

    [Fact]
    public void EveryInstanceKnown_AfterAListThatShowedOneThatCouldNotBeKnown_Breaks()
    {
        var rule = new EveryInstanceKnown(bench.World);
        bench.World.Lives.Begin();
        var life = bench.World.Lives.Current!;
        var book = bench.Wait(1).Rent();
        bench.World.Rules.LostDirectory();
        rule.Turned(life);

        rule.Took(new TakenList(book.Truth.ListedFrom, IsTrue: true));
        Breaks<EveryInstanceKnown>(() => rule.Turned(life));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Knowledge_ALivingInstanceGivenUp_IsExcusedOnlyIfThreeListsLackedIt(int lists, bool isExcused)
    {
        var lied = new RuleBench(plan => plan with { Lies = Lies.EmptyLists });
        var (rule, book) = (new Knowledge(lied.World), lied.Rent());
        for (var reported = 1; reported < lists; reported++) rule.Took(new TakenList(lied.World.Time.Now, IsTrue: false, Lacked: [book.Id]));

        book.Excuse = null;
        rule.Recorded(lied.Record(new ConfirmedGone(book.Id)));

        Assert.Equal(isExcused, book.Excuse is not null);
    }

    [Fact]
    public void PromisesKept_AVerifiedInstanceDestroyedForItsDeadline_Breaks()
    {
        var (rule, book) = (new PromisesKept(bench.World), bench.Rent());
        rule.CallAnswered(VerifyOf(book), 200, 1);

        Breaks<PromisesKept>(() => rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.MissedDeadline, ""))));
    }

    [Fact]
    public void PromisesKept_AVerifyThatWasNotAnswered_PromisesNothing()
    {
        var (rule, book) = (new PromisesKept(bench.World), bench.Rent());
        rule.CallAnswered(VerifyOf(book), 503, 1);

        rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.MissedDeadline, "")));
    }

    [Fact]
    public void PromisesKept_ADroppedInstanceAliveAtTheEnd_Breaks()
    {
        var (rule, book) = (new PromisesKept(bench.World), bench.Rent());
        rule.CallAnswered(DropOf(book), 200, 1);
        rule.Calmed();
        rule.WorldEnded();

        bench.Wait(bench.World.RestBound.TotalSeconds + 1);
        Breaks<PromisesKept>(rule.WorldEnded);
    }

    [Theory]
    [InlineData(DestroyCause.Dropped)]
    [InlineData(DestroyCause.MissedDeadline)]
    [InlineData(DestroyCause.Unhealthy)]
    [InlineData(DestroyCause.BootFailed)]
    [InlineData(DestroyCause.Surplus)]
    public void DestroysExplained_AHealthyInstanceForNoReason_Breaks(DestroyCause cause)
    {
        bench.Begin();
        var book = bench.Rent();

        Breaks<DestroysExplained>(() => new DestroysExplained(bench.World).Recorded(bench.Record(new DestroyIntended(book.Id, cause, ""))));
    }

    [Fact]
    public void DestroysExplained_WhatIsSo_Holds()
    {
        var (rule, book) = (new DestroysExplained(bench.World), bench.Rent());
        rule.CallArrived(DropOf(book), book.OfferId!.Value);
        rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.Dropped, "")));

        bench.World.Market.SetStatus(book.Id, "exited");
        bench.Wait(bench.World.Plan.Fleet.UnhealthyGrace.TotalSeconds);
        rule.Recorded(bench.Record(new Released(book.Id, "")));
        rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.Unhealthy, "")));
    }

    [Fact]
    public void DestroysExplained_TakenOverToBeDestroyedWithoutAnEnd_Breaks()
    {
        var book = bench.Rent();
        var adopted = new Adopted
        {
            InstanceId = book.Id,
            OfferId = book.OfferId!.Value,
            Offer = new Fleet.Market.Offer { Id = 1 },
            StartedAt = bench.World.Time.Now,
            DropReason = "so",
        };

        Breaks<DestroysExplained>(() => new DestroysExplained(bench.World).Recorded(bench.Record(adopted)));
    }

    [Fact]
    public void ForeignLeftAlone_ATenant_Breaks()
    {
        var tenant = bench.World.Market.AddTenant("magister", null);

        Breaks<ForeignLeftAlone>(() => new ForeignLeftAlone(bench.World).Arrived(bench.Sending(VastEndpoint.Destroy, tenant)));
    }

    [Fact]
    public void ForeignLeftAlone_OneGivenAwayBeforeTheLastList_Breaks_AndAfterItHolds()
    {
        var (rule, book) = (new ForeignLeftAlone(bench.World), bench.Rent());
        bench.World.Market.Relabel(book.Id, "mine");
        bench.Wait(1);
        rule.Arrived(bench.Sending(VastEndpoint.Destroy, book.Id));

        rule.Took(new TakenList(bench.World.Time.Now, IsTrue: true));
        bench.Wait(1);
        Breaks<ForeignLeftAlone>(() => rule.Arrived(bench.Sending(VastEndpoint.Destroy, book.Id)));
    }

    [Theory]
    [InlineData(Addresses.ApiKey)]
    [InlineData(Addresses.SshKey)]
    [InlineData(Addresses.InstanceKeyPrefix)]
    public void SecretsKept_SaidOrWritten_Breaks(string secret)
    {
        var rule = new SecretsKept(bench.World);
        rule.WorldEnded();
        Breaks<SecretsKept>(() => rule.Said($"it is {secret}!"));

        bench.World.Lives.Disk.Put("journal.jsonl", Encoding.UTF8.GetBytes($"it is {secret}!"));
        Breaks<SecretsKept>(rule.WorldEnded);
    }

    [Theory]
    [InlineData(VastEndpoint.Create)]
    [InlineData(VastEndpoint.Destroy)]
    public void OneLeaderActs_OneThatFollowsOrWhoseLeaseHasEnded_Breaks(VastEndpoint endpoint)
    {
        var shared = new RuleBench(plan => plan with { Sharing = new SharingPlan(2, TimeSpan.FromSeconds(10), 0, 0, 0, 0, null) });
        shared.World.Lives.Begin();
        shared.World.RunUntil(() => shared.World.Lives.Current is not null);
        var (leader, rule) = (shared.World.Lives.Current!, new OneLeaderActs(shared.World));
        var follower = shared.World.Lives.Homes.Select(home => home.Running!).First(life => life != leader);
        rule.Left(Sent(leader));
        Breaks<OneLeaderActs>(() => rule.Left(Sent(follower)));

        shared.Wait(11);
        Breaks<OneLeaderActs>(() => rule.Left(Sent(leader)));

        Truth.Sending Sent(Lives.Life life) => new(endpoint, 7, life.Number, 1, shared.World.Time.Now) { Directory = 1 };
    }

    [Fact]
    public void WordsFoldedOnce_TheSameOneTwice_Breaks()
    {
        var rule = new WordsFoldedOnce(bench.World);
        rule.Folded(1);
        rule.Folded(2);

        Breaks<WordsFoldedOnce>(() => rule.Folded(1));
    }

    [Theory]
    [InlineData(VastEndpoint.Create)]
    [InlineData(VastEndpoint.Destroy)]
    public void IntentOnDisk_NothingThere_Breaks(VastEndpoint endpoint) =>
        Breaks<IntentOnDisk>(() => new IntentOnDisk(bench.World).Left(bench.Sending(endpoint, 7)));

    [Fact]
    public void IntentOnDisk_OnlyInMemory_Breaks_AndOnDiskHolds()
    {
        var rule = new IntentOnDisk(bench.World);
        var line = Encoding.UTF8.GetBytes("""{"seq":1,"fact":{"kind":"DestroyIntended","instanceId":7,"cause":"Dropped"}}""");
        using var storage = bench.World.Lives.Disk.Mount();
        using var file = storage.Create("journal.jsonl");
        file.Write(line, 0);
        Breaks<IntentOnDisk>(() => rule.Left(bench.Sending(VastEndpoint.Destroy, 7)));

        file.Flush();
        storage.Flush();
        rule.Left(bench.Sending(VastEndpoint.Destroy, 7));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 0)]
    public void OneRentAtATime_TheSameOfferOrMachineTwice_Breaks(long offer, long otherMachine)
    {
        var rule = new OneRentAtATime(bench.World);
        bench.World.Books.Left(bench.Sending(VastEndpoint.Create, 7, machine: 70));
        rule.Left(bench.Sending(VastEndpoint.Create, 9, machine: 90));

        Breaks<OneRentAtATime>(() => rule.Left(bench.Sending(VastEndpoint.Create, offer, machine: 70 + otherMachine)));
    }

    [Fact]
    public void CooldownKept_TheSameMachineTooSoon_Breaks_AndLaterHolds()
    {
        var (rule, book) = (new CooldownKept(bench.World), bench.Rent());
        var rent = new RentIntended(new Fleet.Market.Offer { Id = 9, MachineId = book.Truth.Machine.Id });
        rule.Recorded(bench.Record(rent));
        rule.Recorded(bench.Record(new DestroyIntended(book.Id, DestroyCause.Dropped, "")));

        bench.Wait(bench.World.Plan.Fleet.MachineCooldown.TotalSeconds - 1);
        Breaks<CooldownKept>(() => rule.Recorded(bench.Record(rent)));

        bench.Wait(2);
        rule.Recorded(bench.Record(rent));
    }

    [Fact]
    public void CooldownKept_AfterTheSecondFailure_LastsTwiceAsLong()
    {
        var (rule, book) = (new CooldownKept(bench.World), bench.Rent());
        rule.Recorded(bench.Record(new ConfirmedGone(book.Id)));
        rule.Recorded(bench.Record(new ConfirmedGone(book.Id)));

        bench.Wait((2 * bench.World.Plan.Fleet.MachineCooldown.TotalSeconds) - 1);
        Breaks<CooldownKept>(() => rule.Recorded(bench.Record(new RentIntended(new Fleet.Market.Offer { Id = 9, MachineId = book.Truth.Machine.Id }))));
    }

    [Fact]
    public void BadHostsOneByOne_ASecondOneAtOnce_Breaks_AndElsewhereHolds()
    {
        var rule = new BadHostsOneByOne(bench.World);
        for (var id = 1; id <= 2; id++)
        {
            rule.Recorded(bench.Record(RentOf(id)));
            rule.Recorded(bench.Record(new RentAccepted(id, id * 10, false)));
            rule.Recorded(bench.Record(new DestroyIntended(id * 10, DestroyCause.BootFailed, "")));
        }

        rule.Recorded(bench.Record(RentOf(3)));
        rule.Recorded(bench.Record(RentOf(4, host: 6)));
        Breaks<BadHostsOneByOne>(() => rule.Recorded(bench.Record(RentOf(5))));

        static RentIntended RentOf(long id, long host = 5) => new(new Fleet.Market.Offer { Id = id, MachineId = id, HostId = host });
    }

    [Fact]
    public void PaceKept_TooFastByItself_Breaks_AndBesideOthersHolds()
    {
        Breaks<PaceKept>(() => Limit(null));
        Limit(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Money_OneTooManyForNoReason_Breaks()
    {
        var rule = new Money(bench.World);
        bench.Rent(0, number: 2);
        rule.Changed(bench.Rent(1, number: 2));
        bench.Wait(3600);

        Breaks<Money>(rule.WorldEnded);
    }

    [Fact]
    public void ComesToRest_NotWithinTheBound_Breaks()
    {
        var (rule, life) = (new ComesToRest(bench.World), bench.Begin());
        rule.Calmed();
        bench.Wait(rule.Bound.TotalSeconds);
        rule.Turned(life);

        bench.Wait(1);
        Breaks<ComesToRest>(() => rule.Turned(life));
        Breaks<ComesToRest>(rule.WorldEnded);
    }

    [Fact]
    public void BudgetsKept_AContractDearerThanAgreed_LeavesLessRoom()
    {
        var small = new RuleBench(plan => plan with { Fleet = plan.Fleet with { MaxCostPerHour = plan.Fleet.Query.CostPerHour + 0.4 } });
        var (rule, life, book) = (new BudgetsKept(small.World), small.Begin(), small.Rent());
        rule.Recorded(small.Record(new RentIntended(new Fleet.Market.Offer { Id = book.OfferId!.Value, DphTotal = book.Truth.TotalPrice })));
        rule.Recorded(small.Record(new RentAccepted(book.OfferId.Value, book.Id, FoundInList: false)));
        Assert.False(rule.MayHold(life));

        small.World.Market.RaisePrice(book.Id, 0.6);
        small.Wait(1);
        Assert.True(rule.MayHold(life));
    }

    [Fact]
    public void World_InWhichTooMuchHappens_Ends()
    {
        void Again() => bench.World.Time.At(bench.World.Time.Now, Again);
        Again();

        Assert.Equal("Endless", Assert.Throws<RuleBrokenException>(() => bench.World.RunUntil(() => false)).Rule);
    }

    [Fact]
    public void Journal_AFactOutOfTurn_Breaks() =>
        Assert.Equal("Journal", Assert.Throws<RuleBrokenException>(() => bench.World.Facts.Take(new Recorded(2, bench.World.Time.Now, new Started(1)))).Rule);

    private static void Limit(TimeSpan? otherClients)
    {
        var quick = new RuleBench(plan => plan with
        {
            Network = new NetworkPlan(default, default, default, 0, 0),
            Vast = OrdinaryVast.Settings() with { ApiKey = Addresses.ApiKey },
            Desk = new DeskOptions(),
            Mischief = new MischiefPlan { OtherClients = otherClients },
        });
        var rule = new PaceKept(quick.World);
        rule.Arrived(quick.Sending(VastEndpoint.Create, 7));
        quick.Wait(61);
        rule.Arrived(quick.Sending(VastEndpoint.Create, 8));
        rule.Limited(quick.Sending(VastEndpoint.Create, 8));
    }

    [Fact]
    public void SteeringObeyed_AWordThatIsForgotten_Breaks()
    {
        var life = bench.Begin();
        var rule = new SteeringObeyed(bench.World);
        rule.SteeringAsked();
        rule.SteeringAnswered(new FleetView(life.State.Apply(bench.Record(new Paused())), 1, life.Settings, []), 1);

        Breaks<SteeringObeyed>(() => rule.Turned(life));
    }

    [Fact]
    public void SteeringObeyed_AWordThatNobodyConfirmed_PromisesNothing()
    {
        var life = bench.Begin();
        var rule = new SteeringObeyed(bench.World);
        rule.SteeringAsked();
        rule.SteeringAnswered(null, 1);

        rule.Turned(life);
    }

    [Fact]
    public void SteeringObeyed_ARentWhilePaused_Breaks()
    {
        var rule = new SteeringObeyed(bench.World);
        bench.World.Facts.Steering.Take(new Paused());

        Breaks<SteeringObeyed>(() => rule.Recorded(bench.Record(new RentIntended(new Fleet.Market.Offer { Id = 7 }))));
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, false, true)]
    [InlineData(3, false, false)]
    [InlineData(1, true, false)]
    public void GivenUpOnProof_ARentGivenUpByTooFewLists_Breaks(int lists, bool showsOurs, bool breaks)
    {
        var life = bench.Begin();
        var rule = new GivenUpOnProof(bench.World);
        rule.Recorded(bench.Record(new RentIntended(new Fleet.Market.Offer { Id = 7 })));
        for (var list = 0; list < lists; list++) rule.Took(new TakenList(bench.World.Time.Now, true, showsOurs));
        rule.Recorded(bench.Record(new RentNeverHappened(7)));

        if (breaks) Breaks<GivenUpOnProof>(() => rule.Turned(life));
        else rule.Turned(life);
    }
}
