using System.Text.Json;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>Reads single lines whose seal holds. Problems with a line are returned in words, since a person will read them.</summary>
internal static class LineReader
{
    public static readonly string TooLong = $"it is longer than {LineWriter.LongestLine} bytes";

    /// <returns>Why a line is not as it was written; null if it is.</returns>
    public static string? Damage(ReadOnlySpan<byte> line) =>
        line.Length > LineWriter.LongestLine ? TooLong
        : line.IsEmpty ? "it is empty"
        : LineSeal.Holds(line) ? null
        : LineSeal.Mismatch;

    /// <returns>The header, or the version of a newer format, or what is wrong.</returns>
    public static (JournalHeader? Header, long? Newer, string? Problem) Header(ReadOnlySpan<byte> line)
    {
        try
        {
            using var any = JsonDocument.Parse(line.ToArray());
            var root = any.RootElement;
            if (root.ValueKind is not JsonValueKind.Object
                || !root.TryGetProperty("journal", out var name) || name.ValueKind is not JsonValueKind.String
                || !name.ValueEquals(JournalHeader.Name)
                || !root.TryGetProperty("version", out var number) || !number.TryGetInt64(out var version))
            {
                return (null, null, "it is not the header of a Magister journal");
            }

            if (version > JournalHeader.Format) return (null, version, null);
            var header = JsonSerializer.Deserialize(line, LineTypes.Header);
            return header is { Version: JournalHeader.Format, Kept: >= 0 }
                ? (header, null, null)
                : (null, null, "its header makes no sense");
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            return (null, null, "it is not the header of a Magister journal");
        }
    }

    /// <returns>The fact, or what is wrong.</returns>
    public static (Recorded? Fact, string? Problem) Fact(ReadOnlySpan<byte> line, long sequence)
    {
        try
        {
            if (JsonSerializer.Deserialize(DeadlineLines.Renew(line), LineTypes.Fact) is not { } read) return (null, "it is not a fact");
            return read.Sequence == sequence
                ? (new Recorded(read.Sequence, read.At, read.Fact), null)
                : (null, $"it has the number {read.Sequence} where {sequence} is due");
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            return UnknownKind(line) is { } kind
                ? (null, $"its kind of fact, \"{kind}\", is unknown to this Magister")
                : (null, "it is not a fact");
        }
    }

    // The serializer throws different exceptions for an unknown kind, a missing one and a broken string.
    private static bool IsMalformed(Exception failure) =>
        failure is JsonException or NotSupportedException or InvalidOperationException or FormatException;

    private static string? UnknownKind(ReadOnlySpan<byte> line)
    {
        try
        {
            using var any = JsonDocument.Parse(line.ToArray());
            return any.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("fact", out var fact) && fact.ValueKind is JsonValueKind.Object
                && fact.TryGetProperty(FactLine.Kind, out var kind) && kind.ValueKind is JsonValueKind.String
                && !FactKinds.Has(kind.GetString()) ? kind.GetString() : null;
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            return null;
        }
    }
}
