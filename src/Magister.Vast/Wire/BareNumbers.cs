namespace Magister.Vast.Wire;

/// <summary>
/// <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python writes into JSON although they are not valid there: one of them in one row
/// must not spoil a whole answer.
/// </summary>
internal static class BareNumbers
{
    /// <summary>The text with each replaced by null, except inside strings; null if it has none.</summary>
    public static byte[]? ReplacedByNull(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0) return null;
        var replaced = new List<byte>(json.Length + 64);
        var (isText, found) = (false, false);
        for (var at = 0; at < json.Length;)
        {
            var length = isText ? 0 : LengthAt(json[at..]);
            if (length > 0)
            {
                replaced.AddRange("null"u8);
                (at, found) = (at + length, true);
                continue;
            }

            if (json[at] == (byte)'\\' && isText && at + 1 < json.Length) replaced.Add(json[at++]);
            else if (json[at] == (byte)'"') isText = !isText;
            replaced.Add(json[at++]);
        }

        return found ? [.. replaced] : null;
    }

    private static int LengthAt(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
