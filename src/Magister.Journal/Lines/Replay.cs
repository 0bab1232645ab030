using Magister.Fleet;

namespace Magister.Journal.Lines;

/// <summary>The result of replaying a file's contents.</summary>
internal abstract record ReplayResult
{
    /// <summary>They are whole, except perhaps for their very end.</summary>
    /// <param name="State">The fold.</param>
    /// <param name="Length">How many bytes to keep.</param>
    /// <param name="SnapshotLength">How many of them are header and snapshot.</param>
    /// <param name="Torn">Set if something must be repaired at the end.</param>
    public sealed record Whole(FleetState State, int Length, int SnapshotLength, TornEnd? Torn) : ReplayResult;

    public sealed record Broken(long Line, string Reason) : ReplayResult;

    public sealed record Newer(long Version) : ReplayResult;
}

/// <summary>The end of a file that does not end with a line break.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Cut">How many bytes are no line and must go.</param>
/// <param name="LineBreakMissing">The line is whole, and only its line break must be written.</param>
internal sealed record TornEnd(long Line, int Cut, bool LineBreakMissing);

/// <summary>
/// Folds a file's bytes. Nothing is guessed: every line must be exactly as it was written, and only what has no line break at the very
/// end may be something else.
/// </summary>
/// <remarks>
/// <para>
/// A fact counts as recorded once its whole line is flushed, line break included. So a line that has its line break and does not match its
/// checksum was damaged, even the last one: cutting it off could lose a fact that somebody relies on. What a crash leaves of facts that
/// nobody relies on yet is whole lines, then perhaps the beginning of the next, then perhaps zeros, if a file system had extended the file
/// but not written it. Exactly that is cut off: the rest must be the beginning of the very line that is due, checked as JSON and, as far
/// as it goes, against its own checksum. A last line that is whole except for its line break is kept, whatever is in the break's place.
/// </para>
/// <para>
/// Lines that are missing from the end without a trace cannot be told from lines that were never written. A snapshot is meaningful only
/// as a whole, and it and the header were on disk before the file had its name: no crash can have removed any of them.
/// </para>
/// </remarks>
/// <param name="told">Receives every fact, with the fleet right before and right after it; null if only the fold is needed.</param>
internal sealed class Replay(Action<ReplayedFact>? told)
{
    private FleetState state = FleetState.Empty;
    private JournalHeader? header;
    private long sequence;
    private long line;
    private int offset;
    private int snapshotLength;

    private long KeptMissing => header is null ? 1 : Math.Max(0, header.Sequence + header.Kept - sequence);

    public static ReplayResult Read(ReadOnlyMemory<byte> content, Action<ReplayedFact>? told = null) => new Replay(told).Run(content);

    private ReplayResult Run(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty) return Ended(null);
        var length = content.Span.IndexOf(LineWriter.LineBreak);
        if (length < 0) return End(content.Span);
        if (TakeHeader(content.Span[..length], length + 1) is { } problem) return problem;
        foreach (var read in FactLines.Read(content[offset..], sequence))
        {
            if (Take(read) is { } broken) return broken;
        }

        return offset < content.Length ? End(content.Span[offset..]) : Ended(null);
    }

    private ReplayResult End(ReadOnlySpan<byte> rest)
    {
        var text = rest.TrimEnd((byte)0);
        var length = LineSeal.Holds(text) ? text.Length : LineSeal.Holds(rest[..^1]) ? rest.Length - 1 : 0;
        if (length > 0) return TakeLast(rest[..length]) ?? Ended(new TornEnd(line, 0, LineBreakMissing: true));

        if (KeptMissing > 0) return new ReplayResult.Broken(line + 1, header is null ? "the header is cut short" : "the snapshot is cut short");
        if (text.Length > LineWriter.LongestLine) return new ReplayResult.Broken(line + 1, LineReader.TooLong);
        return LineBeginning.Problem(text, sequence + 1) is { } problem
            ? new ReplayResult.Broken(line + 1, problem)
            : Ended(new TornEnd(line + 1, rest.Length, LineBreakMissing: false));
    }

    private ReplayResult Ended(TornEnd? torn) => KeptMissing == 0
        ? new ReplayResult.Whole(state, offset, snapshotLength, torn)
        : new ReplayResult.Broken(
            line + 1, header is null ? "the file is empty" : $"the file ends where {KeptMissing} more lines of its snapshot are due");

    // Its length is that of the text, since its line break is missing.
    private ReplayResult? TakeLast(ReadOnlySpan<byte> text) => header is null
        ? TakeHeader(text, text.Length)
        : Take(FactLines.Read(text, sequence + 1) with { Length = text.Length });

    private ReplayResult? TakeHeader(ReadOnlySpan<byte> text, int length)
    {
        line++;
        if (LineReader.Damage(text) is { } damage) return new ReplayResult.Broken(line, damage);
        var read = LineReader.Header(text);
        if (read.Newer is { } version) return new ReplayResult.Newer(version);
        if (read.Header is null) return new ReplayResult.Broken(line, read.Problem ?? "it is not a header");
        header = read.Header;
        sequence = header.Sequence;
        state = header.Base();
        Pass(length);
        return null;
    }

    private ReplayResult.Broken? Take(ReadFact read)
    {
        line++;
        if (read.Fact is not { } fact) return new ReplayResult.Broken(line, read.Problem ?? "it is not a fact");
        var before = state;
        state = before.Apply(fact);
        sequence++;
        told?.Invoke(new ReplayedFact(fact, before, state));
        Pass(read.Length);
        return null;
    }

    private void Pass(int length)
    {
        offset += length;
        if (KeptMissing == 0 && snapshotLength == 0) snapshotLength = offset;
    }
}
