using Magister.Fleet;

namespace Magister.Journal.Lines;

/// <summary>What a file's contents amount to.</summary>
internal abstract record ReplayResult
{
    /// <summary>They are whole, but perhaps for their very end.</summary>
    /// <param name="State">The fold.</param>
    /// <param name="Length">How many bytes are to be kept.</param>
    /// <param name="SnapshotLength">How many of them are header and snapshot.</param>
    /// <param name="Torn">Set when something is left to mend at the end.</param>
    public sealed record Whole(FleetState State, int Length, int SnapshotLength, TornEnd? Torn) : ReplayResult;

    public sealed record Broken(long Line, string Reason) : ReplayResult;

    public sealed record Newer(long Version) : ReplayResult;
}

/// <summary>The end of a file that does not end with a line break.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Cut">How many bytes are no line and have to go.</param>
/// <param name="LineBreakMissing">The line is whole, and only its line break has to be written.</param>
internal sealed record TornEnd(long Line, int Cut, bool LineBreakMissing);

/// <summary>
/// Folds a file's bytes. Nothing is guessed: every line but the last must be exactly as it was written; the last may be cut short, which is
/// what a write that did not end leaves behind, and only when it lacks its line break.
/// </summary>
internal sealed class Replay
{
    private FleetState state = FleetState.Empty;
    private JournalHeader? header;
    private long sequence;
    private long line;
    private int offset;
    private int snapshotLength;

    private long KeptMissing => header is null ? 1 : Math.Max(0, header.Sequence + header.Kept - sequence);

    public static ReplayResult Of(ReadOnlySpan<byte> content) => new Replay().Run(content);

    private ReplayResult Run(ReadOnlySpan<byte> content)
    {
        while (offset < content.Length)
        {
            line++;
            var rest = content[offset..];
            var length = rest.IndexOf(LineWriter.LineBreak);
            if (length < 0) return End(rest);
            if (Take(rest[..length], length + 1) is { } problem) return problem;
        }

        return Ended(null);
    }

    private ReplayResult End(ReadOnlySpan<byte> rest)
    {
        // One byte too many is the line break itself, flipped into something else.
        var length = LineSeal.Holds(rest) ? rest.Length : LineSeal.Holds(rest[..^1]) ? rest.Length - 1 : 0;
        if (length > 0) return Take(rest[..length], length) ?? Ended(new TornEnd(line, 0, LineBreakMissing: true));

        if (KeptMissing > 0) return new ReplayResult.Broken(line, header is null ? "the header is cut short" : "the snapshot is cut short");
        if (rest.Length > LineWriter.LongestLine) return TooLong();

        // A write that was cut short never gets as far as a seal: this line was whole once, and something else has happened to it.
        if (LineSeal.IsShapedLike(rest) || LineSeal.IsShapedLike(rest[..^1])) return WrongChecksum();
        return Ended(new TornEnd(line, rest.Length, LineBreakMissing: false));
    }

    private ReplayResult Ended(TornEnd? torn) => KeptMissing > 0
        ? new ReplayResult.Broken(line + 1, $"the file ends where {KeptMissing} more lines of its snapshot are due")
        : new ReplayResult.Whole(state, offset, snapshotLength, torn);

    private ReplayResult? Take(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length > LineWriter.LongestLine) return TooLong();
        if (text.IsEmpty) return new ReplayResult.Broken(line, "it is empty");
        if (!LineSeal.Holds(text)) return WrongChecksum();
        var problem = header is null ? TakeHeader(text) : TakeFact(text);
        if (problem is not null) return problem;
        offset += length;
        if (KeptMissing == 0 && snapshotLength == 0) snapshotLength = offset;
        return null;
    }

    private ReplayResult? TakeHeader(ReadOnlySpan<byte> text)
    {
        var read = LineReader.Header(text);
        if (read.Newer is { } version) return new ReplayResult.Newer(version);
        if (read.Header is null) return new ReplayResult.Broken(line, read.Problem ?? "it is not a header");
        header = read.Header;
        sequence = header.Sequence;
        state = header.Base();
        return null;
    }

    private ReplayResult.Broken? TakeFact(ReadOnlySpan<byte> text)
    {
        var (fact, problem) = LineReader.Fact(text, sequence + 1);
        if (fact is null) return new ReplayResult.Broken(line, problem ?? "it is not a fact");
        state = state.Apply(fact);
        sequence++;
        return null;
    }

    private ReplayResult.Broken TooLong() => new(line, $"it is longer than {LineWriter.LongestLine} bytes");

    private ReplayResult.Broken WrongChecksum() => new(line, "its checksum does not match");
}
