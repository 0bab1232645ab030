using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CommunityToolkit.HighPerformance.Buffers;

namespace Magister.Endpoints.Answers;

/// <summary>
/// A JSON array with a row for each instance, ordered by id. A row is serialized once: the next array copies it from the previous one as
/// long as it is unchanged. Not thread-safe.
/// </summary>
internal sealed class RenderedRows<TRow>(Func<TRow, long> instanceIdOf, JsonTypeInfo<TRow> type)
    where TRow : IEquatable<TRow>
{
    private byte[] content = [];
    private List<(TRow Row, int Start, int Length)> placed = [];

    /// <param name="rows">Ordered by their instances' ids.</param>
    /// <param name="before">What precedes the array.</param>
    /// <param name="behind">What follows it.</param>
    public byte[] Render(IEnumerable<TRow> rows, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        using var buffer = new ArrayPoolBufferWriter<byte>(Math.Max(content.Length, before.Length + behind.Length));
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var next = new List<(TRow Row, int Start, int Length)>(placed.Count);
        var last = 0;
        buffer.Write(before);
        buffer.Write("["u8);
        foreach (var row in rows)
        {
            if (next.Count > 0) buffer.Write(","u8);
            var start = buffer.WrittenCount;
            buffer.Write(Known(row, ref last));
            if (buffer.WrittenCount == start)
            {
                JsonSerializer.Serialize(json, row, type);
                json.Reset();
            }

            next.Add((row, start, buffer.WrittenCount - start));
        }

        buffer.Write("]"u8);
        buffer.Write(behind);
        (content, placed) = (buffer.WrittenSpan.ToArray(), next);
        return content;
    }

    // The row in the last array; empty if it has changed. Both are ordered by id.
    private ReadOnlySpan<byte> Known(TRow row, ref int last)
    {
        while (last < placed.Count && instanceIdOf(placed[last].Row) < instanceIdOf(row)) last++;
        if (last == placed.Count || !placed[last].Row.Equals(row)) return [];
        return content.AsSpan(placed[last].Start, placed[last].Length);
    }
}
