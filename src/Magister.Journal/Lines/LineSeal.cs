using System.Globalization;

namespace Magister.Journal.Lines;

/// <summary>
/// The end of every line, <c>,"crc":"89abcdef"}</c>: CRC-32C, in lowercase hexadecimal digits, over all bytes before it. One flipped byte
/// anywhere in a line never goes unnoticed.
/// </summary>
internal static class LineSeal
{
    public const string Name = "crc";
    public const int Length = 18;
    public const string Mismatch = "its checksum does not match";
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

    /// <summary>
    /// Whether what there is of the seal, if any, fits what is before it. For an incomplete line: quotes inside its texts are escaped, so
    /// only a seal looks like one.
    /// </summary>
    public static bool MayStillHold(ReadOnlySpan<byte> beginning)
    {
        var at = beginning.IndexOf(Prefix);
        if (at < 0) return true;
        Span<byte> seal = stackalloc byte[Length];
        Write(beginning[..at], seal);
        return seal.StartsWith(beginning[at..]);
    }

    public static void Write(ReadOnlySpan<byte> body, Span<byte> seal)
    {
        Prefix.CopyTo(seal);
        Crc32C.Compute(body).TryFormat(seal[DigitsAt..], out _, "x8", CultureInfo.InvariantCulture);
        Suffix.CopyTo(seal[(DigitsAt + Digits)..]);
    }
}
