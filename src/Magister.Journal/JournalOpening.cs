using Magister.Fleet;

namespace Magister.Journal;

/// <summary>
/// How opening a journal ended: one of a closed family. All but <see cref="Opened"/> leave nothing open and nothing locked.
/// </summary>
public abstract record JournalOpening
{
    private JournalOpening()
    {
    }

    /// <summary>One line for a user: what, where and, if something is wrong, what to do.</summary>
    public abstract string Message { get; }

    /// <summary>It can be read and written.</summary>
    /// <param name="Journal">The caller must dispose of it.</param>
    /// <param name="State">The fold of every fact in it.</param>
    /// <param name="Repair">What a crash had left at its end, now repaired; null if there was nothing.</param>
    public sealed record Opened(FactJournal Journal, FleetState State, JournalRepair? Repair) : JournalOpening
    {
        public override string Message => $"{Journal.Path} is open and ends with fact {State.LastSequence}.";
    }

    /// <summary>Another Magister has the directory.</summary>
    public sealed record Locked(string Directory) : JournalOpening
    {
        public override string Message =>
            $"The state directory {Directory} is in use by a running Magister. Stop it first, or use another state_dir.";
    }

    /// <summary>Nothing can be recorded there.</summary>
    public sealed record Unwritable(string Directory, string Reason) : JournalOpening
    {
        public override string Message =>
            $"The state directory {Directory} cannot be used: {Reason}. Fix that, or set state_dir to a directory that can be written.";
    }

    /// <summary>The file is not as it was written, in a way that no crash leaves behind. Nothing in it was changed.</summary>
    /// <param name="File">The full path.</param>
    /// <param name="Line">The first line that is wrong, counted from 1.</param>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Damaged(string File, long Line, string Reason) : JournalOpening
    {
        public override string Message =>
            $"The journal {File} is damaged in line {Line}: {Reason}. Nothing was changed. Put an undamaged copy in its place, or move it "
            + "away: Magister then takes over its instances from Vast's list.";
    }

    /// <summary>A newer Magister wrote the file.</summary>
    public sealed record Newer(string File, long Version) : JournalOpening
    {
        public override string Message =>
            $"The journal {File} has format {Version}, and this Magister knows only format {Lines.JournalHeader.Format}. "
            + "Run the newer Magister that wrote it.";
    }
}

/// <summary>The remains of an interrupted write at the end of a journal.</summary>
/// <param name="File">The full path.</param>
/// <param name="Line">The incomplete line, counted from 1.</param>
/// <param name="BytesCut">How many bytes were cut off; 0 if the line was complete and only its line break was missing or wrong.</param>
public sealed record JournalRepair(string File, long Line, long BytesCut)
{
    /// <summary>One line for a user.</summary>
    public string Message => BytesCut == 0
        ? $"Line {Line} of {File} lacked its line break, which was put back. No fact is lost."
        : $"Line {Line} of {File} was written only in part when Magister ended: {BytesCut} bytes were cut off. Nothing depended on them.";
}
