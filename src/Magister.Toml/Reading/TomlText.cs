using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Magister.Toml;

/// <summary>Sees to it that only whole Unicode characters reach the scanner.</summary>
internal static class TomlText
{
    public const char ByteOrderMark = '\uFEFF';

    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        // UTF-16 never needs more units than UTF-8 needs bytes.
        var buffer = new char[utf8.Length];
        var status = Utf8.ToUtf16(utf8, buffer, out var bytesRead, out var charsWritten, replaceInvalidSequences: false);
        var text = new string(buffer, 0, charsWritten);
        if (status == OperationStatus.Done)
            return text;
        var found = utf8[bytesRead].ToString("X2", CultureInfo.InvariantCulture);
        throw new TomlException(PositionAfter(text), $"expected text in UTF-8, found the byte 0x{found}, which is not part of any");
    }

    public static void RejectLoneSurrogates(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                var found = ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture);
                throw new TomlException(PositionAfter(text[..i]), $"expected a character, found half a surrogate pair, U+{found}");
            }

            i++;
        }
    }

    private static TomlPosition PositionAfter(string text)
    {
        var scanner = new TomlScanner(text);
        while (!scanner.AtEnd)
            scanner.Advance();
        return scanner.Position;
    }
}
