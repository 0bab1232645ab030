using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;

namespace Magister.Journal.Tests.Support;

/// <summary>A journal's contents, made without opening one, and the states of its prefixes.</summary>
internal sealed class JournalBytes
{
    private readonly LineWriter lines = new();

    private JournalBytes(FleetState from)
    {
        if (from.LastSequence == 0) lines.Header(JournalHeader.ForNothing());
        else lines.Snapshot(from);
        States = [from];
        Ends = [lines.Written.Length];
    }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>The state after each number of facts behind the snapshot.</summary>
    public List<FleetState> States { get; }

    /// <summary>The length in bytes up to each of these, including the line break.</summary>
    public List<int> Ends { get; }

    /// <summary>A header and this many facts, about offers of few fields.</summary>
    public static JournalBytes Short(int seed, int facts) => Of(new FleetStory(seed, 2) { OffersAreShort = true }.Take(facts));

    /// <summary>A snapshot and a few facts, all with few fields.</summary>
    public static JournalBytes Compacted()
    {
        var story = new FleetStory(7, 2) { OffersAreShort = true };
        story.Take(60);
        return From(story.State, story.Take(6));
    }

    public static JournalBytes Of(IEnumerable<Recorded> facts) => From(FleetState.Empty, facts);

    public static JournalBytes From(FleetState snapshot, IEnumerable<Recorded> facts)
    {
        var made = new JournalBytes(snapshot);
        foreach (var fact in facts)
        {
            made.lines.Fact(fact);
            made.States.Add(made.States[^1].Apply(fact));
            made.Ends.Add(made.lines.Written.Length);
        }

        made.Bytes = made.lines.Written.ToArray();
        return made;
    }

    public static JournalOpening Open(ReadOnlySpan<byte> contents, out MemoryDisk disk)
    {
        disk = new MemoryDisk();
        disk.Put(FactJournal.FileName, contents);
        return JournalOpener.Open(disk.Mount());
    }

    /// <summary>How many facts this many bytes contain, the last one possibly without its line break; -1 for less than the snapshot.</summary>
    public int FactsWithin(int length) => Ends.FindLastIndex(end => end - 1 <= length);

    /// <summary>The lines, each including its line break.</summary>
    public List<byte[]> Lines()
    {
        List<byte[]> split = [];
        for (var rest = Bytes.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf(LineWriter.LineBreak) + 1;
            split.Add(rest[..end].ToArray());
            rest = rest[end..];
        }

        return split;
    }
}
