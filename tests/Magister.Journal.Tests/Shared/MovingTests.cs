using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Magister.Postgres;

namespace Magister.Journal.Tests.Shared;

/// <summary>A journal that moves between a state directory and a database.</summary>
public sealed class MovingTests : IDisposable
{
    private static readonly FleetMember One = new("one", "http://one:8555", 0);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-moving");

    public static TheoryData<string> Journals => new("short", "compacted", "empty");

    private string Elsewhere => Path.Combine(folder.FullName, "elsewhere");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Journals))]
    public void Into_AStateDirectoryWithoutAJournal_MakesItTheJournalToTheLastByte(string name)
    {
        var journal = Write(name);

        Assert.Null(JournalImport.Into(Elsewhere, journal));

        Assert.Equal(journal.Content.ToArray(), File.ReadAllBytes(Path.Combine(Elsewhere, FactJournal.FileName)));
        using var opened = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(Elsewhere)).Journal;
        Assert.Equal(journal.State.LastSequence, opened.Figures.LastSequence);
    }

    [Fact]
    public void Into_AStateDirectoryWithAJournal_IsRefusedAndChangesNothing()
    {
        var journal = Write("short");
        Assert.Null(JournalImport.Into(Elsewhere, Write("compacted")));
        var before = File.ReadAllBytes(Path.Combine(Elsewhere, FactJournal.FileName));

        Assert.Contains("has a journal already", JournalImport.Into(Elsewhere, journal), StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Elsewhere, FactJournal.FileName)));
    }

    [Fact]
    public void Into_AndReadUnused_WhileAMagisterHasTheDirectory_AreRefused()
    {
        var journal = Write("short");
        using var opened = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(Elsewhere)).Journal;

        Assert.Contains("in use by a running Magister", JournalImport.Into(Elsewhere, journal), StringComparison.Ordinal);
        Assert.Contains("in use by a running Magister", Assert.IsType<JournalReading.InUse>(JournalReader.ReadUnused(Elsewhere)).Message, StringComparison.Ordinal);
        Assert.IsType<JournalReading.Done>(JournalReader.Read(Elsewhere));
    }

    [Fact]
    public void ReadFile_OfOneWhoseEndIsTorn_HoldsItsWholeLines()
    {
        var whole = JournalBytes.Short(1, 5).Bytes;
        var path = Path.Combine(folder.FullName, "torn");

        File.WriteAllBytes(path, [.. whole, .. "{\"seq\":6"u8]);
        Assert.Equal(whole, Assert.IsType<JournalReading.Done>(JournalReader.ReadFile(path)).Content.ToArray());

        File.WriteAllBytes(path, whole[..^1]);
        Assert.Equal(whole, Assert.IsType<JournalReading.Done>(JournalReader.ReadFile(path)).Content.ToArray());
    }

    [NeedsPostgres]
    public void Import_IntoADatabaseAndReadFromThere_IsTheSameToTheLastByte()
    {
        foreach (var name in new[] { "short", "compacted" })
        {
            using var home = new PostgresHome();
            var (database, journal) = ((PostgresFleetDatabase)home.Connect(), Write(name));

            Assert.True(database.Import(journal, database.Look(-1)));

            var read = Assert.IsType<JournalReading.Done>(PostgresFleetDatabase.ReadUnused(PostgresServer.Shared.Address(), home.Fleet));
            Assert.Equal(journal.Content.ToArray(), read.Content.ToArray());
            Assert.Equal(journal.State.LastSequence, read.State.LastSequence);
            var epoch = database.TryLead(One, database.Look(0).Epoch, TimeSpan.FromSeconds(60))!.Value;
            Assert.Equal(AppendResult.Done, database.Append(epoch, journal.State.LastSequence, ["next"], []));
            Assert.Equal("next", database.Look(journal.State.LastSequence).Lines.Single());
        }
    }

    [NeedsPostgres]
    public void Import_InThePlaceOfAnotherJournal_LeavesNothingOfIt()
    {
        using var home = new PostgresHome();
        var database = (PostgresFleetDatabase)home.Connect();
        foreach (var name in new[] { "short", "compacted", "compacted", "short" })
        {
            var journal = Write(name);

            Assert.True(database.Import(journal, database.Look(-1)));

            Assert.Equal(journal.Content.ToArray(), SharedFacts.Content(database.Look(-1)));
        }
    }

    [NeedsPostgres]
    public void Import_WhenTheFleetIsNotAsItWasSeen_ChangesNothing()
    {
        using var home = new PostgresHome();
        var database = (PostgresFleetDatabase)home.Connect();
        var (journal, seen) = (Write("short"), database.Look(-1));
        var epoch = database.TryLead(One, seen.Epoch, TimeSpan.FromSeconds(60))!.Value;

        Assert.False(database.Import(journal, seen));
        Assert.False(database.Import(journal, database.Look(-1)));
        database.Append(epoch, 0, ["a"], []);
        database.Resign(epoch);
        Assert.False(database.Import(journal, seen));

        Assert.Equal<string>(["a"], database.Look(-1).Lines);
    }

    [NeedsPostgres]
    public void Import_AfterALeadThatWasNotGivenBack_EndsItsEpoch()
    {
        using var home = new PostgresHome();
        var database = (PostgresFleetDatabase)home.Connect();
        var epoch = database.TryLead(One, 0, TimeSpan.FromSeconds(60))!.Value;
        home.Pass(TimeSpan.FromSeconds(60));

        Assert.True(database.Import(Write("short"), database.Look(-1)));

        Assert.False(database.Renew(epoch, TimeSpan.FromSeconds(60)));
    }

    [NeedsPostgres]
    public void ReadUnused_WhileSomebodyLeads_SaysWho_AndReadReads()
    {
        using var home = new PostgresHome();
        var database = (PostgresFleetDatabase)home.Connect();
        Assert.True(database.Import(Write("short"), database.Look(-1)));
        database.TryLead(One, database.Look(0).Epoch, TimeSpan.FromSeconds(60));

        var inUse = Assert.IsType<JournalReading.InUse>(PostgresFleetDatabase.ReadUnused(PostgresServer.Shared.Address(), home.Fleet));

        Assert.StartsWith($"one leads the fleet {home.Fleet} in postgres://127.0.0.1:", inUse.Message, StringComparison.Ordinal);
        Assert.IsType<JournalReading.Done>(PostgresFleetDatabase.Read(PostgresServer.Shared.Address(), home.Fleet));
    }

    [NeedsPostgres]
    public void Read_OfADatabaseWithoutTheFleet_SaysSoAndCreatesNothing()
    {
        var name = PostgresServer.Shared.CreateDatabase();

        Assert.IsType<JournalReading.Missing>(PostgresFleetDatabase.Read(PostgresServer.Shared.Address(name), "fleet"));
        Assert.Equal(0L, PostgresServer.Shared.Execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'magister%'", name));
        Assert.IsType<JournalReading.Missing>(PostgresFleetDatabase.Read(PostgresServer.Shared.Address(), "nobody's"));
        Assert.Contains("Connection refused", Assert.IsType<JournalReading.Away>(PostgresFleetDatabase.Read("postgres://127.0.0.1:1/fleet", "fleet")).Message, StringComparison.Ordinal);
    }

    private JournalReading.Done Write(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, name switch { "short" => JournalBytes.Short(1, 20).Bytes, "compacted" => JournalBytes.Compacted().Bytes, _ => JournalBytes.Short(1, 0).Bytes });
        return Assert.IsType<JournalReading.Done>(JournalReader.ReadFile(path));
    }
}
