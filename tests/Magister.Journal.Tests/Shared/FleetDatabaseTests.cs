using System.Globalization;
using Magister.Journal.Shared;

namespace Magister.Journal.Tests.Shared;

/// <summary>What every home of a shared fleet must do.</summary>
public class FleetDatabaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly FleetMember One = new("one", "http://one:8555", 0);
    private static readonly FleetMember Other = new("other", "http://other:8555", 7);

    [Theory, InMemory, InPostgres]
    public void Look_AtAFleetNobodyLed_IsEmpty(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);

        var look = home.Connect().Look(-1);

        Assert.Equal((0, null, null, TimeSpan.Zero), (look.Epoch, look.Leader, look.LedSince, look.LeaseLeft));
        Assert.Equal((0, 0, null, null, true), (look.LastSequence, look.SnapshotSequence, look.Header, look.Configuration, look.IsWhole));
        Assert.Empty(look.Lines);
    }

    [Theory, InMemory, InPostgres]
    public void TryLead_OfAFleetNobodyLed_IsSeenByAll(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);

        Assert.Equal(1, home.Connect().TryLead(Other, 0, Lease));

        var look = home.Connect().Look(0);
        Assert.Equal((1, Other), (look.Epoch, look.Leader));
        Assert.InRange(look.LeaseLeft, Lease - TimeSpan.FromSeconds(30), Lease);
        Assert.NotNull(look.LedSince);
    }

    [Theory, InMemory, InPostgres]
    public void TryLead_WhileALeaseLasts_IsRefused(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var epoch = Lead(home.Connect());

        Assert.Null(home.Connect().TryLead(Other, epoch, Lease));

        Assert.Equal(One, home.Connect().Look(0).Leader);
    }

    [Theory, InMemory, InPostgres]
    public void TryLead_AfterTheLeaseHasEnded_BeginsALaterEpoch(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var epoch = Lead(home.Connect());
        home.Pass(Lease);

        var next = home.Connect().TryLead(Other, epoch, Lease);

        Assert.Equal(epoch + 1, next);
        Assert.Equal((next, Other), (home.Connect().Look(0).Epoch, home.Connect().Look(0).Leader));
    }

    [Theory, InMemory, InPostgres]
    public void TryLead_OfAnEpochThatIsNoLongerTheFleets_IsRefused(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var epoch = Lead(home.Connect());
        home.Pass(Lease);

        Assert.Null(home.Connect().TryLead(Other, epoch - 1, Lease));
    }

    [Theory, InMemory, InPostgres]
    public void Renew_OfALeaseThatEndedAndNobodyTook_MakesItLast(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);
        home.Pass(2 * Lease);

        Assert.Equal(TimeSpan.Zero, database.Look(0).LeaseLeft);
        Assert.True(database.Renew(epoch, Lease));

        Assert.True(database.Look(0).LeaseLeft > TimeSpan.Zero);
        Assert.Null(home.Connect().TryLead(Other, epoch, Lease));
    }

    [Theory, InMemory, InPostgres]
    public void Resign_OfTheLeader_LetsAnotherLeadAtOnce(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);

        database.Resign(epoch);

        Assert.Equal(TimeSpan.Zero, database.Look(0).LeaseLeft);
        Assert.Equal(epoch + 1, home.Connect().TryLead(Other, epoch, Lease));
    }

    [Theory, InMemory, InPostgres]
    public void Agree_OfTheLeader_IsKeptForItsSuccessor(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();

        Assert.True(database.Agree(Lead(database), "digest"));

        Assert.Equal("digest", home.Connect().Look(0).Configuration);
    }

    [Theory, InMemory, InPostgres]
    public void DeposedLeader_WhateverItTries_ChangesNothing(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var (deposed, leader) = (home.Connect(), home.Connect());
        var old = Lead(deposed);
        deposed.Append(old, 0, Lines(1, 3), []);
        home.Pass(Lease);
        Lead(leader, Other);
        var word = leader.Put(["word"])[0];
        var before = leader.Look(-1);

        Assert.Equal(AppendResult.Deposed, deposed.Append(old, 3, Lines(4, 1), [new WordAnswer(word, "answer")]));
        Assert.Equal(AppendResult.Deposed, deposed.Compact(old, 3, "header", ["snapshot"]));
        Assert.False(deposed.Renew(old, 10 * Lease));
        Assert.False(deposed.Agree(old, "digest"));
        deposed.Resign(old);

        var after = leader.Look(-1);
        Assert.Equal(before.Lines.AsEnumerable(), after.Lines);
        Assert.Equal(before with { Lines = [], LeaseLeft = default }, after with { Lines = [], LeaseLeft = default });
        Assert.InRange(after.LeaseLeft, TimeSpan.FromTicks(1), Lease);
        Assert.Single(leader.Words(10));
    }

    [Theory, InMemory, InPostgres]
    public void Append_OfTheLeader_IsSeenInOrder(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);

        Assert.Equal(AppendResult.Done, database.Append(epoch, 0, Lines(1, 12), []));
        Assert.Equal(AppendResult.Done, database.Append(epoch, 12, [], []));
        Assert.Equal(AppendResult.Done, database.Append(epoch, 12, Lines(13, 1), []));

        var look = home.Connect().Look(-1);
        Assert.Equal(13, look.LastSequence);
        Assert.Equal(Lines(1, 13), look.Lines);
    }

    [Theory, InMemory, InPostgres]
    public void Append_OfAnyText_KeepsItToTheLetter(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        string[] lines = ["""{"a":"\"\\'$1 :b @c %s"}""", "é € 𝄞 中 \u200b", "", " \t{} ", "NULL", "{\"x\",NULL}"];

        database.Append(Lead(database), 0, lines, []);

        Assert.Equal(lines, database.Look(0).Lines);
    }

    [Theory, InMemory, InPostgres]
    public void Append_AfterAnotherNumber_IsOutOfTurnAndAddsNothing(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);
        database.Append(epoch, 0, Lines(1, 3), []);
        var word = database.Put(["word"])[0];

        Assert.Equal(AppendResult.OutOfTurn, database.Append(epoch, 2, Lines(3, 1), [new WordAnswer(word, "answer")]));
        Assert.Equal(AppendResult.OutOfTurn, database.Append(epoch, 4, Lines(5, 1), []));
        Assert.Equal(AppendResult.OutOfTurn, database.Compact(epoch, 2, "header", ["snapshot"]));

        var look = database.Look(-1);
        Assert.Equal((3, 0, null), (look.LastSequence, look.SnapshotSequence, look.Header));
        Assert.Equal(Lines(1, 3), look.Lines);
        Assert.Empty(database.Answers([word]));
    }

    [Theory, InMemory, InPostgres]
    public void Append_OfTenThousandLines_IsOneAppend(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);

        Assert.Equal(AppendResult.Done, database.Append(epoch, 0, Lines(1, 10_000), []));
        Assert.Equal(Lines(1, 10_000), database.Look(-1).Lines);

        Assert.Equal(AppendResult.Done, database.Compact(epoch, 10_000, "header", Lines(1, 10_000)));
        Assert.Equal(Lines(1, 10_000), database.Look(0).Lines);
    }

    [Theory, InMemory, InPostgres]
    public void Look_AfterACompaction_IsWholeForAllThatTheSnapshotStandsFor(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);
        database.Append(epoch, 0, Lines(1, 10), []);
        Assert.Equal(AppendResult.Done, database.Compact(epoch, 10, "header", Lines(9, 2)));
        database.Append(epoch, 10, Lines(11, 2), []);

        var (whole, news) = (database.Look(9), database.Look(10));

        Assert.Equal((true, 10, 12, "header"), (whole.IsWhole, whole.SnapshotSequence, whole.LastSequence, whole.Header));
        Assert.Equal(Lines(9, 4), whole.Lines);
        Assert.False(news.IsWhole);
        Assert.Equal(Lines(11, 2), news.Lines);
        Assert.Equal(Lines(12, 1), database.Look(11).Lines);
        Assert.Empty(database.Look(12).Lines);
    }

    [Theory, InMemory, InPostgres]
    public void Compact_AgainAndAgain_LeavesTheLastSnapshot(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var epoch = Lead(database);
        for (var round = 1; round <= 3; round++)
        {
            database.Append(epoch, (round - 1) * 10, Lines(((round - 1) * 10) + 1, 10), []);
            Assert.Equal(AppendResult.Done, database.Compact(epoch, round * 10, $"header {round}", Lines((round * 10) - 1, 2)));
        }

        // As after a lost answer.
        Assert.Equal(AppendResult.Done, database.Compact(epoch, 30, "header 3", Lines(29, 2)));

        Assert.Equal("header 3", database.Look(-1).Header);
        Assert.Equal(Lines(29, 2), database.Look(-1).Lines);
    }

    [Theory, InMemory, InPostgres]
    public void Words_OfSeveral_ComeInTheOrderOfTheirNumbers(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var (one, other) = (home.Connect(), home.Connect());

        var first = one.Put(Lines(1, 20));
        var second = other.Put(["x", "y"]);

        long[] ids = [.. first, .. second];
        Assert.Equal(ids.Order().Distinct(), ids);
        Assert.Equal(ids.Zip([.. Lines(1, 20), "x", "y"], (id, text) => new Word(id, text)), one.Words(100));
        Assert.Equal(first[..5], other.Words(5).Select(word => word.Id));
    }

    [Theory, InMemory, InPostgres]
    public void Append_OfAnswers_AnswersEachWordOnce(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var (leader, follower) = (home.Connect(), home.Connect());
        var epoch = Lead(leader);
        var ids = follower.Put(["a", "b", "c"]);

        leader.Append(epoch, 0, Lines(1, 1), [new WordAnswer(ids[0], "first"), new WordAnswer(ids[2], "third")]);
        leader.Append(epoch, 1, [], [new WordAnswer(ids[0], "again"), new WordAnswer(ids[2] + 1000, "of nobody")]);

        Assert.Equal<WordAnswer>([new WordAnswer(ids[0], "first"), new WordAnswer(ids[2], "third")], follower.Answers(ids));
        Assert.Equal<Word>([new Word(ids[1], "b")], leader.Words(10));
    }

    [Theory, InMemory, InPostgres]
    public void Attend_OfSeveral_TellsWhoElseWasThereLately(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var (one, other) = (home.Connect(), home.Connect());

        Assert.Empty(one.Attend(One, TimeSpan.FromMinutes(1)));
        Assert.Equal<FleetMember>([One], other.Attend(Other, TimeSpan.FromMinutes(1)));
        Assert.Equal<FleetMember>([Other], one.Attend(One with { Sequence = 5 }, TimeSpan.FromMinutes(1)));
        home.Pass(TimeSpan.FromSeconds(50));
        Assert.Equal<FleetMember>([One with { Sequence = 5 }], other.Attend(Other, TimeSpan.FromMinutes(1)));
        home.Pass(TimeSpan.FromSeconds(50));

        Assert.Empty(other.Attend(Other, TimeSpan.FromMinutes(1)));
        Assert.Equal<FleetMember>([Other], one.Attend(One, TimeSpan.FromMinutes(1)));
    }

    [Theory, InMemory, InPostgres]
    public void Attend_AMinuteAfterAWordWasAnswered_ForgetsIt(HomeKind kind)
    {
        using var home = FleetHome.Of(kind);
        var database = home.Connect();
        var ids = database.Put(["answered", "waiting"]);
        database.Append(Lead(database), 0, [], [new WordAnswer(ids[0], "answer")]);
        home.Pass(TimeSpan.FromSeconds(50));
        database.Attend(One, TimeSpan.FromMinutes(1));
        Assert.Single(database.Answers(ids));
        home.Pass(TimeSpan.FromSeconds(50));

        database.Attend(One, TimeSpan.FromMinutes(1));

        Assert.Empty(database.Answers(ids));
        Assert.Equal(ids[1], Assert.Single(database.Words(10)).Id);
    }

    private static long Lead(IFleetDatabase database, FleetMember? candidate = null) =>
        database.TryLead(candidate ?? One, database.Look(0).Epoch, Lease) ?? throw new InvalidOperationException("Somebody else leads.");

    private static string[] Lines(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => string.Create(CultureInfo.InvariantCulture, $$"""{"seq":{{number}}}"""))];
}
