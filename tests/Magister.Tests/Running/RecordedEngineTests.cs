using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Running;

namespace Magister.Tests.Running;

public sealed class RecordedEngineTests : IDisposable
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FragileJournal journal = new();
    private readonly RecordedEngine engine;

    public RecordedEngineTests()
    {
        engine = new RecordedEngine(new Engine(OrdinaryFleet.Settings(2), FleetState.Empty), journal);
        engine.Start(Epoch);
        engine.Decide(Epoch);
        engine.Take([new EngineCall.List(Epoch).Ended(new Outcome<InstanceListing>.Done(new InstanceListing([])))], Epoch);
        engine.Decide(Epoch);
    }

    public void Dispose() => journal.Dispose();

    [Fact]
    public void Take_SeveralInputs_AreOneAppend()
    {
        var before = journal.Appends;
        var turn = engine.Take([new EngineInput.VerifyReceived(5), new EngineInput.VerifyReceived(6)], Epoch);

        Assert.Equal(before + 1, journal.Appends);
        Assert.Equal<CallerReply?>([new CallerReply.VerifyAccepted(false), new CallerReply.VerifyAccepted(false)], turn.Replies);
        Assert.Equal(turn.Written, journal.Facts.TakeLast(2));
    }

    [Fact]
    public void Take_WhatCannotBeWritten_IsAnsweredToNobody()
    {
        journal.IsBroken = true;
        Assert.Null(Assert.Single(engine.Take([new EngineInput.VerifyReceived(5)], Epoch).Replies));
        Assert.Equal("no space is left", engine.JournalFailure);
    }

    [Fact]
    public void Take_AfterAFailedWrite_TurnsCallersAwayUnheard()
    {
        journal.IsBroken = true;
        engine.Take([new EngineInput.VerifyReceived(5)], Epoch);
        engine.Take([new EngineInput.VerifyReceived(6)], Epoch);
        journal.IsBroken = false;
        engine.Decide(Epoch.AddSeconds(1));

        Assert.Null(engine.JournalFailure);
        Assert.Equal([5L], journal.Facts.Select(recorded => recorded.Fact).OfType<Verified>().Select(verified => verified.OfferId));
    }

    [Fact]
    public void Decide_IntentThatCannotBeWritten_LetsNothingLeave()
    {
        journal.IsBroken = true;
        Offer(7, 8);
        var turn = engine.Decide(Epoch);

        Assert.Empty(turn.Calls);
        Assert.Equal(Epoch + RecordedEngine.JournalRetry, turn.WakeAt);
        Assert.DoesNotContain(journal.Facts, recorded => recorded.Fact is RentIntended);
    }

    [Fact]
    public void Decide_OnceTheJournalCanBeWrittenAgain_CatchesUpAndRents()
    {
        journal.IsBroken = true;
        Offer(7, 8);
        engine.Decide(Epoch);
        journal.IsBroken = false;
        var turn = engine.Decide(Epoch.AddSeconds(1));

        Assert.Equal(7, Assert.Single(turn.Calls.OfType<EngineCall.Rent>()).Order.OfferId);
        Assert.Single(turn.Calls.OfType<EngineCall.List>());
        var facts = journal.Facts.Select(recorded => recorded.Fact).ToArray();
        Assert.Equal([typeof(RentIntended), typeof(RentRefused), typeof(RentIntended)], facts[^3..].Select(fact => fact.GetType()));
        Assert.Equal(new RentRefused(7, "the journal cannot be written", WasNotSent: true), facts[^2]);
        Assert.Equal(Enumerable.Range(1, facts.Length).Select(number => (long)number), journal.Facts.Select(recorded => recorded.Sequence));
    }

    private void Offer(params long[] ids)
    {
        var offers = ids.Select(id => new Offer { Id = id, GpuName = "RTX 4090", DphTotal = 0.3, MachineId = id, HostId = id });
        engine.Take([new EngineCall.Search(OrdinaryFleet.Query).Ended(new Outcome<ImmutableArray<Offer>>.Done([.. offers]))], Epoch);
    }
}
