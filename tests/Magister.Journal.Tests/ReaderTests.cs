using Magister.Fleet.Facts;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

/// <summary>Reading while the writer writes, on a real disk.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("magister-journal").FullName;
    private readonly FleetStory story = new(1, 3);

    private string State => Path.Combine(root, "state");

    private string JournalFile => Path.Combine(State, "journal.jsonl");

    [Fact]
    public void Read_WhileAWriterHasIt_TellsEveryFactWithTheFleetAroundIt()
    {
        var told = new List<ReplayedFact>();
        using var journal = ((JournalOpening.Opened)FactJournal.Open(State)).Journal;
        var written = new List<Recorded>();
        for (var i = 0; i < 20; i++)
        {
            var facts = story.Take(5);
            written.AddRange(facts);
            journal.Append(facts);
        }

        var done = Assert.IsType<JournalReading.Done>(JournalReader.Read(State, told.Add));

        SameState.Assert(story.State, done.State);
        Assert.Equal(written.Select(fact => fact.Sequence), told.Select(fact => fact.Recorded.Sequence));
        SameState.Assert(story.State, told[^1].After);
        SameState.Assert(told[^2].After, told[^1].Before);
        Assert.IsType<JournalOpening.Locked>(FactJournal.Open(State));
    }

    [Fact]
    public void Read_OfATornEnd_LeavesItAsItIs()
    {
        using (var journal = ((JournalOpening.Opened)FactJournal.Open(State)).Journal) journal.Append(story.Take(5));
        var whole = File.ReadAllBytes(JournalFile);
        File.WriteAllBytes(JournalFile, whole[..^10]);

        var done = Assert.IsType<JournalReading.Done>(JournalReader.Read(State));

        Assert.Equal(story.State.LastSequence - 1, done.State.LastSequence);
        Assert.Equal(whole[..^10], File.ReadAllBytes(JournalFile));
    }

    [Fact]
    public void Read_OfNothing_CreatesNothing()
    {
        Assert.Equal(
            $"There is no journal {JournalFile}: no Magister has run with this state_dir (STATE_DIR).",
            Assert.IsType<JournalReading.Missing>(JournalReader.Read(State)).Message);
        Assert.False(Directory.Exists(State));
    }

    [Fact]
    public void Read_OfWhatIsNoJournal_SaysWhereAndWhy_AndTellsNothing()
    {
        using (var journal = ((JournalOpening.Opened)FactJournal.Open(State)).Journal) journal.Append(story.Take(5));
        var lines = File.ReadAllLines(JournalFile);
        lines[3] = lines[3].Replace("\"seq\"", "\"sec\"", StringComparison.Ordinal);
        File.WriteAllText(JournalFile, string.Join('\n', lines) + "\n");
        var told = new List<ReplayedFact>();

        Assert.Equal(4, Assert.IsType<JournalReading.Damaged>(JournalReader.Read(State, told.Add)).Line);
        Assert.Empty(told);

        File.Delete(JournalFile);
        Directory.CreateDirectory(JournalFile);
        Assert.IsType<JournalReading.Unreadable>(JournalReader.Read(State));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
