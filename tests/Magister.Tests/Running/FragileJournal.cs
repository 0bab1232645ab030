using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Shared;

namespace Magister.Tests.Running;

/// <summary>A journal in memory that can be broken and repaired.</summary>
internal sealed class FragileJournal : IFactJournal
{
    public List<Recorded> Facts { get; } = [];

    public int Appends { get; private set; }

    public bool IsBroken { get; set; }

    public JournalFigures Figures => new() { Size = 0, SnapshotSize = 0, LastSequence = Facts.Count };

    public void Append(IReadOnlyList<Recorded> facts, IReadOnlyList<WordAnswer>? answers = null)
    {
        if (IsBroken) throw new JournalWriteException("no space is left", new IOException());
        Appends++;
        Facts.AddRange(facts);
    }

    public CompactionResult CompactIfDue(FleetState state) => new CompactionResult.NotDue();

    public void Dispose()
    {
    }
}
