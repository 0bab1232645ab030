using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>A fact's line, read without the lines before it.</summary>
/// <param name="Length">Its length in bytes, including the line break.</param>
/// <param name="Problem">The problem with it; null if there is none.</param>
internal readonly record struct ReadFact(int Length, Recorded? Fact, string? Problem);

/// <summary>Reads the lines after the header that have a line break, in order.</summary>
internal static class FactLines
{
    /// <param name="content">Everything after the header. Anything after its last line break is left out.</param>
    /// <param name="sequence">The number before that of the first line.</param>
    public static IEnumerable<ReadFact> Read(ReadOnlyMemory<byte> content, long sequence) =>
        Split(content).Select((text, index) => Read(text.Span, sequence + index + 1));

    /// <summary>Reads one line, given without its line break.</summary>
    public static ReadFact Read(ReadOnlySpan<byte> text, long sequence)
    {
        var length = text.Length + 1;
        if (LineReader.Damage(text) is { } damage) return new ReadFact(length, null, damage);
        var (fact, problem) = LineReader.Fact(text, sequence);
        return new ReadFact(length, fact, problem);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content)
    {
        for (int length; (length = content.Span.IndexOf(LineWriter.LineBreak)) >= 0; content = content[(length + 1)..]) yield return content[..length];
    }
}
