using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>Turns facts into lines, collected for one write.</summary>
internal sealed class LineWriter
{
    /// <summary>The maximum length of a line in bytes, without its line break.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <summary>
    /// The maximum length of a single fact's line. A kept lease holds the texts of at most five facts, so that it fits into
    /// <see cref="LongestLine"/> whatever these were.
    /// </summary>
    public const int LongestFact = 128 * 1024;

    public const byte LineBreak = (byte)'\n';

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = LineTypes.Encoder };

    private readonly ArrayBufferWriter<byte> lines = new(4096);
    private readonly ArrayBufferWriter<byte> line = new(4096);

    public ReadOnlySpan<byte> Written => lines.WrittenSpan;

    /// <summary>The lines of a journal as texts, without line breaks.</summary>
    public static string[] TextsOf(ReadOnlySpan<byte> lines) => Encoding.UTF8.GetString(lines).Split((char)LineBreak, StringSplitOptions.RemoveEmptyEntries);

    public void Clear() => lines.ResetWrittenCount();

    public void Header(JournalHeader header) => Line(header, LineTypes.Header, LongestLine);

    /// <exception cref="ArgumentException">The fact exceeds the maximum length.</exception>
    public void Fact(Recorded recorded) => Line(LineOf(recorded.Sequence, recorded.At, recorded.Fact), LineTypes.Fact, LongestFact);

    /// <summary>A whole file that folds to this state.</summary>
    public void Snapshot(FleetState state)
    {
        var facts = state.ToFacts().ToList();
        var header = JournalHeader.ForSnapshot(state, facts.Count);
        Header(header);
        var sequence = header.Sequence;
        foreach (var fact in facts) Line(LineOf(++sequence, state.LastAt, fact), LineTypes.Fact, LongestLine);
    }

    private static FactLine LineOf(long sequence, DateTimeOffset at, Fact fact) => new() { Sequence = sequence, At = at, Fact = fact };

    private void Line<T>(T content, JsonTypeInfo<T> type, int longest)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line, JsonOptions)) JsonSerializer.Serialize(json, content, type);

        // The seal replaces the closing brace, and brings its own.
        var body = line.WrittenSpan[..^1];
        var length = body.Length + LineSeal.Length;
        if (length > longest) throw new ArgumentException($"A line of {length} bytes is too long: {longest} at most.", nameof(content));

        lines.Write(body);
        LineSeal.Write(body, lines.GetSpan(LineSeal.Length)[..LineSeal.Length]);
        lines.Advance(LineSeal.Length);
        lines.Write([LineBreak]);
    }
}
