namespace Magister.Journal;

/// <summary>Telemetry of a journal since it was opened. Immutable: each write replaces it.</summary>
public sealed record JournalFigures
{
    /// <summary>Bytes on disk.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes of the header and the snapshot that the file begins with.</summary>
    public required long SnapshotSize { get; init; }

    /// <summary>The number of the last fact recorded.</summary>
    public required long LastSequence { get; init; }

    public long FactsAppended { get; init; }

    /// <summary>How many writes, each with one flush, the facts took.</summary>
    public long Appends { get; init; }

    public long AppendsFailed { get; init; }

    public long Compactions { get; init; }

    public long CompactionsFailed { get; init; }
}
