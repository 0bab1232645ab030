using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Magister.Journal.Lines;

/// <summary>
/// The end of every line, <c>,"crc":"89abcdef"}</c>: CRC-32C, in small hexadecimal digits, over all bytes before it. One flipped byte
/// anywhere in a line never goes unseen.
/// </summary>
internal static class LineSeal
{
    public const string Name = "crc";
    public const int Length = 18;
    private const int DigitsAt = 8;
    private const int Digits = 8;

    private static ReadOnlySpan<byte> Prefix => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> Suffix => "\"}"u8;

    /// <summary>Whether the line ends with the checksum of what is before it.</summary>
    public static bool Holds(ReadOnlySpan<byte> line)
    {
        if (line.Length < Length) return false;
        Span<byte> seal = stackalloc byte[Length];
        Write(line[..^Length], seal);
        return line[^Length..].SequenceEqual(seal);
    }

    /// <summary>Whether the line ends as a whole line does, whatever its checksum says.</summary>
    public static bool IsShapedLike(ReadOnlySpan<byte> line) =>
        line.Length >= Length && line[^Length..].StartsWith(Prefix) && line.EndsWith(Suffix);

    public static void Write(ReadOnlySpan<byte> body, Span<byte> seal)
    {
        Prefix.CopyTo(seal);
        Checksum(body).TryFormat(seal[DigitsAt..], out _, "x8", CultureInfo.InvariantCulture);
        Suffix.CopyTo(seal[(DigitsAt + Digits)..]);
    }

    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var single in bytes) crc = BitOperations.Crc32C(crc, single);
        return ~crc;
    }
}
