using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Journal;
using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Magister.Running.Sharing;
using Magister.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Running.Sharing;

public sealed class SharedFleetTests : IDisposable
{
    private const long Offer = 7;
    private const long Instance = 1007;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Epoch);
    private readonly MemoryFleetStore store;
    private readonly SharingMagister first;
    private readonly SharingMagister second;
    private readonly List<CallerReply?> replies = [];
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-sharing-");

    public SharedFleetTests()
    {
        store = new MemoryFleetStore(time);
        (first, second) = (new SharingMagister("first", store, time, directory.FullName), new SharingMagister("second", store, time, directory.FullName));
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        directory.Delete(recursive: true);
    }

    [Fact]
    public void Follow_AFleetThatNobodyLeads_LeadsIt()
    {
        first.Step();
        second.Step();

        Assert.True(first.IsLeading);
        Assert.False(second.IsLeading);
        Assert.Equal("first", second.Shared.Standing.Leader?.Name);
        Assert.IsType<Hold.Following>(Assert.Single(second.Engine.View.Holds));
        Assert.Equal([new Started(2)], second.Told);
    }

    [Fact]
    public void Follow_ALeaderThatDies_LeadsOnceItsLeaseHasEnded()
    {
        Rent();
        first.Step();
        second.Step();
        Pass(seconds: 9.9);
        second.Step();
        Assert.False(second.IsLeading);

        Pass(seconds: 0.1);
        second.Step();
        Assert.True(second.IsLeading);
        Assert.Equal(Instance, second.State.LivingOf(Offer)?.InstanceId);
    }

    [Fact]
    public void Follow_ALeaderThatRenews_GoesOnFollowing()
    {
        for (var i = 0; i < 20; i++)
        {
            first.Step();
            second.Step();
            Pass(seconds: 2);
        }

        Assert.False(second.IsLeading);
    }

    [Fact]
    public void Follow_ALeaderThatResigns_LeadsAtOnce()
    {
        first.Step();
        first.Shared.Resign();
        second.Step();

        Assert.True(second.IsLeading);
    }

    [Fact]
    public void Step_OfALeaderThatStoodStillTooLong_RecordsNothing()
    {
        first.Step();
        Pass(seconds: 11);
        second.Step();
        var last = store.Look(0).LastSequence;

        Assert.False(first.Shared.MayAct);
        Assert.Throws<LeadershipLostException>(() => first.Step(SharingMagister.Call(new EngineInput.VerifyReceived(5), replies)));
        Assert.Empty(replies);
        Assert.Equal(last, store.Look(0).LastSequence);
    }

    [Fact]
    public void MayAct_ALeaseThatIsNotRenewed_EndsBeforeTheDatabaseGivesItAway()
    {
        first.Step();
        first.Database.Fault = _ => DatabaseFault.NotDone;
        Pass(seconds: 8);
        first.Step();

        Assert.False(first.Shared.MayAct);
        Assert.True(store.Look(0).LeaseLeft > TimeSpan.Zero);

        first.Database.Fault = _ => DatabaseFault.None;
        Pass(seconds: 3);
        first.Step();
        Assert.True(first.Shared.MayAct);
    }

    [Fact]
    public void Step_OfALeaderWhoseDatabaseHangs_AsksItOnce()
    {
        first.Step();
        List<string> asked = [];
        first.Database.Fault = call =>
        {
            asked.Add(call);
            return DatabaseFault.NotDone;
        };

        Pass(seconds: 4);
        first.Step();

        Assert.Equal(["Renew"], asked);
    }

    [Fact]
    public void Verify_ToldToOneThatFollows_IsAnsweredAtOnceAndFoldedOnce()
    {
        Rent();
        first.Step();
        second.Step();
        second.Step(SharingMagister.Call(new EngineInput.VerifyReceived(Offer), replies));
        Assert.Equal([new CallerReply.VerifyAccepted(true)], replies);

        for (var i = 0; i < 3; i++) first.Step();
        Assert.Single(first.Told.OfType<Verified>());
        second.Step();
        Assert.NotNull(second.State.LivingOf(Offer)?.VerifiedAt);
    }

    [Fact]
    public void Drop_ToldToOneThatFollows_SurvivesTheLeadersDeath()
    {
        Rent();
        first.Step();
        second.Step();
        second.Step(SharingMagister.Call(new EngineInput.DropReceived(Offer, "lazy"), replies));
        Assert.Equal([new CallerReply.DropAccepted(Offer, Instance)], replies);

        Pass(seconds: 10);
        second.Step();
        second.Step();
        Assert.True(second.IsLeading);
        Assert.Equal("lazy", second.State.LivingOf(Offer)?.Drop?.Reason);
    }

    [Fact]
    public void Drop_OfWhatOneThatFollowsDoesNotKnow_WaitsForTheLeader()
    {
        first.Step();
        second.Step(SharingMagister.Call(new EngineInput.DropReceived(5, "lazy"), replies));
        Assert.Empty(replies);

        first.Step();
        second.Step();
        Assert.Equal([new CallerReply.DropOfUnknown(5)], replies);
    }

    [Fact]
    public void Scale_ToldToOneThatFollows_IsAnsweredWithTheFleetAfterIt()
    {
        first.Step();
        second.Step(SharingMagister.Call(new EngineInput.ScaleReceived(3, IsConfirmed: true) { By = "ann" }, replies));
        first.Step();
        second.Step();

        Assert.Equal(3, Assert.IsType<CallerReply.Steered>(Assert.Single(replies)).View.NumberInstances);
        Assert.Equal("ann", Assert.Single(first.Told.OfType<Scaled>()).By);
    }

    [Fact]
    public void Follow_CallersThatNobodyAnswers_AreSentAwayAfterTenSeconds()
    {
        first.Step();
        second.Database.Fault = _ => DatabaseFault.NotDone;
        second.Step(SharingMagister.Call(new EngineInput.PauseReceived(), replies));
        Pass(seconds: 9.9);
        second.Step();
        Assert.Empty(replies);

        Pass(seconds: 0.1);
        second.Step();
        Assert.Equal([null], replies);
        Assert.NotNull(second.Engine.JournalFailure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drop_WhileTheDatabaseIsAway_IsKeptHereAndDeliveredOnceItIsBack(bool toldToTheLeader)
    {
        Rent();
        first.Step();
        second.Step();
        var asked = toldToTheLeader ? first : second;
        asked.Database.Fault = _ => DatabaseFault.NotDone;
        asked.Step(SharingMagister.Call(new EngineInput.DropReceived(Offer, "lazy"), replies));
        asked.Step();
        Assert.Equal([new CallerReply.DropAccepted(Offer, Instance)], replies);
        Assert.Single(asked.Kept.All);

        asked.Database.Fault = _ => DatabaseFault.None;
        Pass(seconds: 1);
        asked.Step();
        first.Step();
        first.Step();
        Assert.Empty(asked.Kept.All);
        Assert.Equal("lazy", first.State.LivingOf(Offer)?.Drop?.Reason);
    }

    [Fact]
    public void Pulse_WithoutNews_TravelsWithOthers()
    {
        Rent();
        first.Step();
        first.Step(SharingMagister.Call(Working, replies));
        second.Step();
        second.Step(SharingMagister.Call(Working, replies));
        Assert.Equal([new CallerReply.PulseAccepted(), new CallerReply.PulseAccepted()], replies);
        Assert.Empty(store.Words(10));

        Pass(seconds: 2);
        second.Step();
        Assert.IsType<EngineInput.PulsesHeard>(Words.InputIn(Assert.Single(store.Words(10)).Text));
        first.Step();
        Assert.Empty(store.Words(10));
    }

    [Fact]
    public void Step_AnAppendWhoseAnswerIsLost_IsNotRepeated()
    {
        first.Step();
        first.Database.Fault = call => call is "Append" ? DatabaseFault.AnswerLost : DatabaseFault.None;
        first.Step(SharingMagister.Call(new EngineInput.VerifyReceived(5), replies));
        Assert.Empty(replies);
        Assert.NotNull(first.Engine.JournalFailure);

        first.Database.Fault = _ => DatabaseFault.None;
        first.Step(SharingMagister.Call(new EngineInput.VerifyReceived(6), replies));
        first.Step();
        Assert.Equal(2, replies.Count);
        second.Step();
        Assert.Null(first.Engine.JournalFailure);
        Assert.Equal([5L, 6L], second.Told.OfType<Verified>().Select(verified => verified.OfferId));
    }

    [Fact]
    public void Step_AnAnswerThatCannotBeRecorded_HoldsEveryAnswerBack()
    {
        first.Step();
        second.Step(SharingMagister.Call(new EngineInput.DropReceived(5, "lazy"), replies));
        first.Database.Fault = call => call is "Append" ? DatabaseFault.NotDone : DatabaseFault.None;
        first.Step(SharingMagister.Call(new EngineInput.DropReceived(6, "lazy"), replies));
        Assert.Empty(replies);
        Assert.NotNull(first.Engine.JournalFailure);

        first.Database.Fault = _ => DatabaseFault.None;
        first.Step();
        first.Step();
        second.Step();
        Assert.Equal([new CallerReply.DropOfUnknown(6), new CallerReply.DropOfUnknown(5)], replies);
    }

    [Fact]
    public void Pulse_OfAnUnknownOfferToALeaderWhoseLeaseMayHaveEnded_WaitsForTheDatabase()
    {
        first.Step();
        first.Database.Fault = _ => DatabaseFault.NotDone;
        Pass(seconds: 8);
        first.Step(SharingMagister.Call(Working, replies));
        Assert.Empty(replies);

        first.Database.Fault = _ => DatabaseFault.None;
        Pass(seconds: 1);
        first.Step();
        Assert.Equal([new CallerReply.PulseOfUnknown()], replies);
    }

    [Fact]
    public void Step_ADatabaseThatLostFacts_IsRefused()
    {
        first.Step();
        first.Step(SharingMagister.Call(new EngineInput.VerifyReceived(5), replies));
        second.Step();
        store.Lose(1);
        second.Step();
        Assert.Contains("lost", second.Engine.JournalFailure, StringComparison.Ordinal);

        first.Database.Fault = call => call is "Append" ? DatabaseFault.AnswerLost : DatabaseFault.None;
        first.Step(SharingMagister.Call(new EngineInput.VerifyReceived(6), replies));
        first.Database.Fault = _ => DatabaseFault.None;
        first.Step();
        Assert.Contains("lost", first.Engine.JournalFailure, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithAnotherConfiguration_CarriesOutDropsOnly()
    {
        Rent();
        first.Step();
        second.Configuration = "number_instances\t5";
        Pass(seconds: 10);
        second.Step();
        second.Step();
        Assert.Contains("number_instances from 2 to 5", second.Engine.View.RentsHeldBackReason, StringComparison.Ordinal);
        Assert.Equal("number_instances\t2", store.Look(0).Configuration);

        second.Step(SharingMagister.Call(new EngineInput.ResumeReceived(), replies));
        Pass(seconds: 4);
        second.Step();
        Assert.DoesNotContain(second.Engine.View.Holds, hold => hold is Hold.OtherConfiguration);
        Assert.Equal("number_instances\t5", store.Look(0).Configuration);
    }

    [Fact]
    public void Begin_WithAConfigurationThatAgreesAgain_GoesOn()
    {
        first.Step();
        second.Configuration = "number_instances\t5";
        Pass(seconds: 10);
        second.Step();
        second.Step();
        second.Configuration = first.Configuration;
        second.Step();

        Assert.DoesNotContain(second.Engine.View.Holds, hold => hold is Hold.OtherConfiguration);
    }

    [Fact]
    public void Follow_AfterASnapshotOfWhatWasMissed_HasTheSameFleet()
    {
        first.Step();
        second.Step();
        for (var i = 0; i < 3000; i++)
        {
            first.Step(SharingMagister.Call(new EngineInput.ScaleReceived(2 + (i % 2), IsConfirmed: true) { By = new string('x', 200) }, replies));
        }

        Assert.True(first.Engine.Figures.Compactions > 0);
        second.Step();
        Assert.Equal(first.State.LastSequence, second.State.LastSequence);
        Assert.Equal(first.State.Steering, second.State.Steering);
    }

    private static EngineInput.PulseReceived Working => new(Offer, WorkState.Working, TimeSpan.FromSeconds(60), 0, null);

    private void Pass(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    // What an earlier Magister had rented.
    private void Rent()
    {
        var database = new MemoryFleetDatabase(store);
        var epoch = database.TryLead(new FleetMember("before", "there", 0), 0, TimeSpan.Zero);
        using var journal = new SharedJournal(database, epoch!.Value, SharedFacts.Figures(database.Look(-1)));
        journal.Append([new Recorded(1, Epoch, new RentIntended(Facts.Offer(Offer))), new Recorded(2, Epoch, new RentAccepted(Offer, Instance, false))]);
    }
}
