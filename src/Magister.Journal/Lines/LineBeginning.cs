using System.Text;
using System.Text.Json;

namespace Magister.Journal.Lines;

/// <summary>Distinguishes what an interrupted write leaves of a fact's line from anything else.</summary>
internal static class LineBeginning
{
    private const byte FirstPrintable = (byte)' ';

    /// <returns>Null if the text, which may be empty, is the beginning of the fact with this number; otherwise what is wrong.</returns>
    public static string? Problem(ReadOnlySpan<byte> text, long sequence)
    {
        if (!LineSeal.MayStillHold(text)) return LineSeal.Mismatch;
        return IsNumbered(text, sequence) && !text.ContainsAnyInRange((byte)0, (byte)(FirstPrintable - 1)) && IsOpenJson(text)
            ? null
            : $"it is neither fact {sequence} nor the beginning of it";
    }

    private static bool IsNumbered(ReadOnlySpan<byte> text, long sequence)
    {
        ReadOnlySpan<byte> due = Encoding.UTF8.GetBytes($"{{\"seq\":{sequence},\"at\":\"");
        return text.StartsWith(due[..Math.Min(due.Length, text.Length)]);
    }

    // Only the seal ends a line's object, so one that has ended without it was once complete.
    private static bool IsOpenJson(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            while (json.Read())
            {
                if (json is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 }) return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
