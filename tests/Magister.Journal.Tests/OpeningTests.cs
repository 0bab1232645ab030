using System.Diagnostics;
using Magister.Fleet;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests;

/// <summary>Opening on a real disk.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("magister-journal").FullName;
    private readonly FleetStory story = new(1, 3);

    private string State => Path.Combine(root, "state");

    private string JournalFile => Path.Combine(State, "journal.jsonl");

    [Fact]
    public void Open_OfNothing_CreatesAPrivateDirectoryAndFile()
    {
        var deep = Path.Combine(root, "a", "b");
        var opened = Open(deep);
        opened.Journal.Dispose();
        Assert.Null(opened.Repair);
        SameState.Assert(FleetState.Empty, opened.State);
        Assert.Equal(Path.Combine(deep, "journal.jsonl"), opened.Journal.Path);
        Assert.Equal($"{opened.Journal.Path} is open and ends with fact 0.", opened.Message);
        Assert.Equal(
            """{"journal":"magister","version":1,"sequence":0,"kept":0,"crc":"0c5a8527"}""" + "\n", File.ReadAllText(opened.Journal.Path));
        Assert.Equal("journal.jsonl lock",
            string.Join(' ', new DirectoryInfo(deep).GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)));
        Assert.Equal("700 600 600", $"{Mode(deep)} {Mode(opened.Journal.Path)} {Mode(Path.Combine(deep, "lock"))}");
    }

    [Fact]
    public void Open_OfAJournalWrittenBefore_FoldsToTheSameState()
    {
        using (var journal = Open(State).Journal)
        {
            for (var i = 0; i < 30; i++) journal.Append(story.Take(10));
            Assert.IsType<CompactionResult.Done>(journal.Compact(story.State));
            journal.Append(story.Take(10));
            Assert.Equal(new FileInfo(JournalFile).Length, journal.Figures.Size);
            Assert.Equal("600", Mode(JournalFile));
        }

        var opened = Open(State);
        using var again = opened.Journal;
        SameState.Assert(story.State, opened.State);
        Assert.Equal(story.State.LastSequence, again.Figures.LastSequence);
    }

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefusedUntilThatOneEnds()
    {
        var first = Open(State).Journal;
        var locked = Assert.IsType<JournalOpening.Locked>(FactJournal.Open(State));
        Assert.Equal(
            $"The state directory {State} is in use by a running Magister. Stop it first, or use another state_dir.",
            locked.Message);
        first.Dispose();
        Open(State).Journal.Dispose();
    }

    [NeedsProgram("flock")]
    public void Open_WhileAnotherProcessHasIt_IsRefusedUntilThatOneIsKilled()
    {
        Open(State).Journal.Dispose();
        using var other = Start("flock", "--no-fork", Path.Combine(State, "lock"), "sh", "-c", "echo locked; exec sleep 60");
        Assert.Equal("locked", other.StandardOutput.ReadLine());
        Assert.IsType<JournalOpening.Locked>(FactJournal.Open(State));
        other.Kill();
        other.WaitForExit();
        Open(State).Journal.Dispose();
    }

    [Fact]
    public void Open_AfterARefusal_LeavesNothingLocked()
    {
        Directory.CreateDirectory(State);
        File.WriteAllText(JournalFile, "not a journal\n");
        Assert.IsType<JournalOpening.Damaged>(FactJournal.Open(State));
        Assert.Equal("not a journal\n", File.ReadAllText(JournalFile));
        File.Delete(JournalFile);
        Open(State).Journal.Dispose();
    }

    [Fact]
    public void Open_OfATornJournal_MendsTheFileAndSaysSo()
    {
        using (var journal = Open(State).Journal) journal.Append(story.Take(9));
        File.AppendAllText(JournalFile, "{\"seq\":");
        var opened = Open(State);
        using var again = opened.Journal;
        Assert.Equal(
            $"Line {story.State.LastSequence + 2} of {JournalFile} was written only in part when Magister ended: 7 bytes were cut off. "
            + "Nothing depended on them.",
            opened.Repair?.Message);
        again.Append(story.Take(1));
        Assert.Equal(new FileInfo(JournalFile).Length, again.Figures.Size);
    }

    [Fact]
    public void Open_BelowAFile_IsRefused()
    {
        File.WriteAllText(State, "");
        var refused = Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(Path.Combine(State, "deeper")));
        Assert.Equal(
            $"The state directory {State}/deeper cannot be used: {State} is a file, not a directory. "
            + "Fix that, or set state_dir to a directory that can be written.",
            refused.Message);
        Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(State));
    }

    [Fact]
    public void Open_WhereTheJournalIsADirectory_IsRefused()
    {
        Directory.CreateDirectory(JournalFile);
        Assert.Equal(
            $"{JournalFile} is a directory, not a file", Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(State)).Reason);
    }

    [NeedsMount]
    public void Open_OnAReadOnlyDisk_IsRefused()
    {
        Directory.CreateDirectory(State);
        using var mount = SmallMount.TryAt(State, "size=1m");
        Open(State).Journal.Dispose();
        Assert.True(mount!.Remount("ro"));
        Assert.Equal("Read-only file system", Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(State)).Reason);
        Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(Path.Combine(State, "deeper")));
    }

    [NeedsMount]
    public void Disk_ThatFills_RefusesFactsKeepsThoseItHasAndGoesOnOnceThereIsRoom()
    {
        Directory.CreateDirectory(State);
        using var mount = SmallMount.TryAt(State, "size=1m");
        var ballast = Path.Combine(State, "ballast");
        File.WriteAllBytes(ballast, new byte[800_000]);
        using (var journal = Open(State).Journal)
        {
            var recorded = FleetState.Empty;
            var failure = Assert.Throws<JournalWriteException>(() =>
            {
                while (journal.Figures.Size < 1_000_000)
                {
                    journal.Append(story.Take(10));
                    recorded = story.State;
                }
            });
            Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal);
            Assert.Equal(new FileInfo(JournalFile).Length, journal.Figures.Size);
            var failed = Assert.IsType<CompactionResult.Failed>(journal.Compact(recorded));
            Assert.Contains("No space left on device", failed.Message, StringComparison.Ordinal);

            File.Delete(ballast);
            story.GoOnFrom(recorded);
            journal.Append(story.Take(10));
            Assert.IsType<CompactionResult.Done>(journal.Compact(story.State));
        }

        Assert.Throws<IOException>(() => File.WriteAllBytes(ballast, new byte[2_000_000]));
        Assert.Equal("No space left on device", Assert.IsType<JournalOpening.Unwritable>(FactJournal.Open(State)).Reason);
        File.Delete(ballast);
        var opened = Open(State);
        opened.Journal.Dispose();
        SameState.Assert(story.State, opened.State);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static JournalOpening.Opened Open(string directory)
    {
        var opening = FactJournal.Open(directory);
        Assert.True(opening is JournalOpening.Opened, opening.Message);
        return (JournalOpening.Opened)opening;
    }

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? throw new NotSupportedException() : Convert.ToString((int)File.GetUnixFileMode(path), toBase: 8);

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
}
