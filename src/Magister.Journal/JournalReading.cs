using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal;

/// <summary>A fact of a journal with the fleet right before and right after it.</summary>
public sealed record ReplayedFact(Recorded Recorded, FleetState Before, FleetState After);

/// <summary>
/// How reading a journal, without its lock and without writing a byte, ended: one of a closed family.
/// </summary>
public abstract record JournalReading
{
    private JournalReading()
    {
    }

    /// <summary>One line for a user.</summary>
    public abstract string Message { get; }

    /// <summary>It was read, up to what was there at that moment.</summary>
    /// <param name="File">The full path, or the fleet's place in a database.</param>
    /// <param name="State">The fold of every fact in it.</param>
    /// <param name="Content">Its whole lines: the contents of a file with this journal.</param>
    public sealed record Done(string File, FleetState State, ReadOnlyMemory<byte> Content) : JournalReading
    {
        public override string Message => $"{File} ends with fact {State.LastSequence}.";
    }

    /// <summary>There is none.</summary>
    /// <param name="Settings">The settings that say where it would be.</param>
    public sealed record Missing(string File, string Settings = "state_dir (STATE_DIR)") : JournalReading
    {
        public override string Message => $"There is no journal {File}: no Magister has run with this {Settings}.";
    }

    /// <summary>The operating system does not allow it.</summary>
    public sealed record Unreadable(string File, string Reason) : JournalReading
    {
        public override string Message => $"The journal {File} cannot be read: {Reason}. Run this as the user that Magister runs as.";
    }

    /// <summary>It is in a database that cannot be read, at least not now.</summary>
    public sealed record Away(string Place, string Reason) : JournalReading
    {
        public override string Message => $"The journal in {Place} cannot be read: {Reason}.";
    }

    /// <summary>A Magister is using it, and it must be read only while none does.</summary>
    /// <param name="Text">Who, and what to do.</param>
    public sealed record InUse(string Text) : JournalReading
    {
        public override string Message => Text;
    }

    /// <summary>The file is not as it was written, in a way that no crash leaves behind.</summary>
    /// <param name="File">The full path.</param>
    /// <param name="Line">The first line that is wrong, counted from 1.</param>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Damaged(string File, long Line, string Reason) : JournalReading
    {
        public override string Message =>
            $"The journal {File} is damaged in line {Line}: {Reason}. Put an undamaged copy in its place, or move it away.";
    }

    /// <summary>A newer Magister wrote the file.</summary>
    public sealed record Newer(string File, long Version) : JournalReading
    {
        public override string Message =>
            $"The journal {File} has format {Version}, and this Magister knows only format {Lines.JournalHeader.Format}. "
            + "Use the newer Magister that wrote it.";
    }
}
