using Magister.Journal.Shared;
using Magister.Postgres;
using Npgsql;

namespace Magister.Journal.Tests.Shared;

/// <summary>What happens to calls if the database, or the way to it, dies in the middle of them.</summary>
public class PostgresTroubleTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly FleetMember One = new("one", "http://one:8555", 0);

    [NeedsPostgres]
    public void Call_AfterItsConnectionWasCut_FailsOnceAndThenWorks()
    {
        using var home = new PostgresHome();
        var database = home.Connect();
        home.Cut();

        Assert.Throws<FleetDatabaseException>(() => database.Look(0));

        Assert.Equal(0, database.Look(0).Epoch);
    }

    [NeedsPostgres]
    public async Task Append_CutWhileItWaits_AddsNothing()
    {
        using var home = new PostgresHome();
        var database = home.Connect();
        var epoch = database.TryLead(One, 0, Lease)!.Value;
        using (home.Hold())
        {
            var append = Task.Run(() => database.Append(epoch, 0, ["a", "b"], []));
            await home.AwaitLockAsync();
            home.Cut();
            var failure = await Assert.ThrowsAsync<FleetDatabaseException>(() => append);
            Assert.StartsWith("terminating connection", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(database.Look(-1).Lines);
        Assert.Equal(AppendResult.Done, database.Append(epoch, 0, ["a", "b"], []));
    }

    [NeedsPostgres]
    public void Append_WhoseAnswerIsLost_IsDone()
    {
        using var relay = new Relay(PostgresServer.Shared.Port);
        using var database = PostgresHome.Open($"postgres://postgres@127.0.0.1:{relay.Port}/postgres", PostgresServer.FreshName());
        var epoch = database.TryLead(One, 0, Lease)!.Value;

        relay.LosesAnswers = true;
        Assert.Throws<FleetDatabaseException>(() => database.Append(epoch, 0, ["a", "b"], []));
        relay.LosesAnswers = false;

        Assert.Equal<string>(["a", "b"], database.Look(-1).Lines);
        Assert.Equal(AppendResult.OutOfTurn, database.Append(epoch, 0, ["a", "b"], []));
        Assert.Equal(AppendResult.Done, database.Append(epoch, 2, ["c"], []));
    }

    [NeedsPostgres]
    public void Append_ThatWaitsForTooLong_FailsAndAddsNothing()
    {
        using var home = new PostgresHome();
        var database = home.Connect();
        var epoch = database.TryLead(One, 0, Lease)!.Value;
        using (home.Hold())
        {
            var failure = Assert.Throws<FleetDatabaseException>(() => database.Append(epoch, 0, ["a", "b"], []));
            Assert.Equal("it does not answer in time", failure.Message);
        }

        Assert.Equal(AppendResult.Done, database.Append(epoch, 0, ["a", "b"], []));
    }

    [NeedsPostgres]
    public async Task Append_OfALeaderThatIsDeposedWhileItWaits_AddsNothing()
    {
        using var home = new PostgresHome();
        var database = home.Connect();
        var epoch = database.TryLead(One, 0, Lease)!.Value;
        using var successor = home.Hold();
        using var lead = new NpgsqlCommand($"UPDATE magister_fleet SET epoch = epoch + 1 WHERE fleet = '{home.Fleet}'; COMMIT", successor);

        var append = Task.Run(() => database.Append(epoch, 0, ["a"], []));
        await home.AwaitLockAsync();
        await lead.ExecuteNonQueryAsync();

        Assert.Equal(AppendResult.Deposed, await append);
        Assert.Empty(database.Look(-1).Lines);
    }

    [NeedsPostgres]
    public void TryLead_OfManyAtOnce_IsGrantedToOne()
    {
        using var home = new PostgresHome();
        var candidates = Enumerable.Range(0, 8).Select(_ => home.Connect()).ToArray();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var granted = AtOnce.Run(candidates.Length, candidate => candidates[candidate].TryLead(One, epoch, Lease));
            Assert.Equal(epoch + 1, Assert.Single(granted, won => won is not null));
            home.Pass(Lease);
        }
    }

    [NeedsPostgres]
    public async Task Look_WhileTheLeaderAppendsAndCompacts_IsOfOneMoment()
    {
        using var home = new PostgresHome();
        var (leader, follower) = (home.Connect(), home.Connect());
        var epoch = leader.TryLead(One, 0, Lease)!.Value;
        var writing = Task.Run(() =>
        {
            for (var last = 0; last < 900; last += 3)
            {
                Assert.Equal(AppendResult.Done, leader.Append(epoch, last, [$"{last + 1}", $"{last + 2}", $"{last + 3}"], []));
                if (last % 9 == 0) Assert.Equal(AppendResult.Done, leader.Compact(epoch, last + 3, $"{last + 3}", [$"{last + 3}"]));
            }
        });

        var (known, wholes) = (-1L, 0);
        while (!writing.IsCompleted)
        {
            var look = follower.Look(known);
            if (look.IsWhole) wholes++;
            var before = look.IsWhole ? Math.Max(0, look.SnapshotSequence - 1) : known;
            Assert.Equal(Enumerable.Range((int)before + 1, (int)(look.LastSequence - before)).Select(number => $"{number}"), look.Lines);
            Assert.Equal(look.SnapshotSequence == 0 ? null : $"{look.SnapshotSequence}", look.Header);
            known = look.LastSequence;
        }

        await writing;
        Assert.InRange(wholes, 2, 900);
    }

    [NeedsPostgres]
    public void Call_WhileTheDatabaseIsStopped_FailsAndThenWorksWithAllThatWasAnswered()
    {
        using var server = new PostgresServer();
        using var database = PostgresHome.Open(server.Address(), "fleet");
        var epoch = database.TryLead(One, 0, Lease)!.Value;
        Assert.Equal(AppendResult.Done, database.Append(epoch, 0, ["a"], []));
        Assert.Equal(AppendResult.Done, database.Compact(epoch, 1, "header", ["a"]));
        Assert.Equal(AppendResult.Done, database.Append(epoch, 1, ["b"], []));
        var word = database.Put(["word"]);

        server.Stop();
        Assert.Throws<FleetDatabaseException>(() => database.Append(epoch, 2, ["c"], []));
        Assert.Equal("Connection refused", Assert.Throws<FleetDatabaseException>(() => database.Look(0)).Message);
        server.Start();

        var look = database.Look(-1);
        Assert.Equal((epoch, 2), (look.Epoch, look.LastSequence));
        Assert.Equal<string>(["a", "b"], look.Lines);
        Assert.Equal(word, database.Words(10).Select(one => one.Id));
        Assert.Equal(AppendResult.Done, database.Append(epoch, 2, ["c"], []));
    }

    [NeedsPostgres]
    public void Call_OnTwoFleetsOfOneDatabase_KeepsThemApart()
    {
        using var one = new PostgresHome();
        using var other = new PostgresHome();
        var (here, there) = (one.Connect(), other.Connect());
        var epoch = here.TryLead(One, 0, Lease)!.Value;

        here.Append(epoch, 0, ["a"], []);
        here.Compact(epoch, 1, "header", ["a"]);
        var words = here.Put(["word"]);
        here.Attend(One, TimeSpan.FromMinutes(1));

        Assert.Equal((0, null, 0), (there.Look(0).Epoch, there.Look(0).Header, there.Look(0).LastSequence));
        Assert.Empty(there.Look(-1).Lines);
        Assert.Empty(there.Words(10));
        Assert.Empty(there.Attend(One with { Name = "other" }, TimeSpan.FromMinutes(1)));
        there.Append(there.TryLead(One, 0, Lease)!.Value, 0, [], [new WordAnswer(words[0], "answer")]);
        Assert.Empty(here.Answers(words));
    }

    [NeedsPostgres]
    public void Look_AtAFleetThatWasDeleted_SaysSo()
    {
        using var home = new PostgresHome();
        var database = home.Connect();
        PostgresServer.Shared.Execute($"DELETE FROM magister_fleet WHERE fleet = '{home.Fleet}'");

        Assert.Equal($"the fleet {home.Fleet} is not in it any more", Assert.Throws<FleetDatabaseException>(() => database.Look(0)).Message);
        Assert.Throws<FleetDatabaseException>(() => database.Append(1, 0, ["a"], []));
    }
}
