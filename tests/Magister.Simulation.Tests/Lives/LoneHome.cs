using Magister.Journal;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Lives;

/// <summary>The home of a fleet's only Magister, which keeps its journal here.</summary>
internal sealed class LoneHome(World world, LifeSeries lives, Random random) : Home(world, lives, random)
{
    protected override void Open()
    {
        var beside = new WorkBeside();
        var opening = JournalOpener.Open(Disk.Mount(), beside: beside.Begin);
        switch (opening)
        {
            case JournalOpening.Opened opened:
                if (opened.Repair is not null) World.Tally.Count("disk", "torn end repaired");
                Pass(CrashMoment.Starting);
                CatchUp(opened);
                Live(new Life(World, this, Number, Lives.Settings(), opened.State, Random, life => JournalOf(life, opened.Journal, beside)));
                break;
            case JournalOpening.Unwritable:
                Unusable(opening.Message);
                break;
            default:
                throw new RuleBrokenException("Journal", $"it does not open: {opening.Message}");
        }
    }

    protected override void Began(Life life) => Lives.Lead(life);

    protected override void LoseDirectory()
    {
        World.Tally.Count("crash", "state directory lost");
        World.Log.Say($"the state directory is lost");
        Trouble.NewDisk();
        Lives.LostDirectory();
        World.Facts.DirectoryLost();
        World.Books.DirectoryLost();
        World.Rules.LostDirectory();
    }

    private WatchedJournal JournalOf(Life life, FactJournal journal, WorkBeside beside)
    {
        beside.Begun = () => life.WriteBeside(beside.Do);
        return new WatchedJournal(journal, journal.Compact, World.Facts.Take, World, life, Random);
    }

    // What was being appended when the program died may or may not be on disk; what an append had confirmed must be.
    private void CatchUp(JournalOpening.Opened opened)
    {
        if (opened.State.LastSequence < World.Facts.LastSequence)
        {
            throw new RuleBrokenException("Journal", $"it ends with fact {opened.State.LastSequence}, and {World.Facts.LastSequence} was recorded");
        }

        if (opened.State.LastSequence == World.Facts.LastSequence) return;
        var lines = Disk.Read(FactJournal.FileName).AsSpan();
        var missing = (int)(opened.State.LastSequence - World.Facts.LastSequence);
        var starts = new List<int>();
        for (var end = lines.Length - 1; starts.Count < missing; end = starts[^1] - 1) starts.Add(lines[..end].LastIndexOf((byte)'\n') + 1);
        for (var i = missing - 1; i >= 0; i--)
        {
            var line = lines[starts[i]..];
            World.Facts.Take(line[..line.IndexOf((byte)'\n')]);
        }
    }
}
