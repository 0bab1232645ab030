using System.Globalization;
using System.Text;

namespace Magister.Toml;

/// <summary>Reads the four notations of strings. A double quote opens one with escapes, a single quote one without.</summary>
internal sealed class TomlStringReader(TomlScanner scanner)
{
    private const int DelimiterLength = 3;
    private const int EscapedShort = 4;
    private const int EscapedLong = 8;

    public TomlString Read()
    {
        var position = scanner.Position;
        var quote = scanner.Current;
        var isMultiLine = scanner.Peek(1) == quote && scanner.Peek(2) == quote;
        return new TomlString(isMultiLine ? ReadMultiLine() : ReadSingleLine(), position);
    }

    /// <summary>Reads a string that ends on its line, as keys must.</summary>
    public string ReadSingleLine()
    {
        var opening = scanner.Position;
        var quote = (char)scanner.Current;
        var content = new StringBuilder();
        scanner.Advance();
        while (!scanner.Take(quote))
        {
            if (scanner.AtEnd || scanner.AtNewline)
                throw scanner.Unexpected($"{Close(quote, 1)} to close the string opened at {opening}");
            if (quote == '"' && scanner.Current == '\\')
                ReadEscape(content);
            else
                ReadPlain(content);
        }

        return content.ToString();
    }

    private string ReadMultiLine()
    {
        var opening = scanner.Position;
        var quote = (char)scanner.Current;
        var content = new StringBuilder();
        for (var i = 0; i < DelimiterLength; i++)
            scanner.Advance();
        scanner.TakeNewline();
        while (true)
        {
            if (scanner.AtEnd)
                throw scanner.Unexpected($"{Close(quote, DelimiterLength)} to close the string opened at {opening}");
            if (scanner.Current == quote)
            {
                if (TakeQuotes(quote, content))
                    return content.ToString();
            }
            else if (quote == '"' && scanner.Current == '\\')
            {
                if (!SkipEscapedNewline())
                    ReadEscape(content);
            }
            else
            {
                ReadPlain(content);
            }
        }
    }

    // Each kind of quote is shown within the other kind.
    private static string Close(char quote, int count)
    {
        var around = quote == '"' ? '\'' : '"';
        return $"{around}{new string(quote, count)}{around}";
    }

    /// <summary>Takes a run of quotes. Three close the string; up to two before them belong to its content.</summary>
    private bool TakeQuotes(char quote, StringBuilder content)
    {
        var count = 0;
        while (count < DelimiterLength + 2 && scanner.Take(quote))
            count++;
        var isClosed = count >= DelimiterLength;
        content.Append(quote, isClosed ? count - DelimiterLength : count);
        return isClosed;
    }

    private void ReadPlain(StringBuilder content)
    {
        if (scanner.AtNewline)
        {
            var start = scanner.Offset;
            scanner.TakeNewline();
            content.Append(scanner.Since(start));
            return;
        }

        if (scanner.AtControl)
            throw scanner.Unexpected("the text of a string, where such a character must be escaped");
        content.Append((char)scanner.Current);
        scanner.Advance();
    }

    /// <summary>Passes over a backslash at the end of a line with all the white space that follows, over any number of lines.</summary>
    private bool SkipEscapedNewline()
    {
        var ahead = 1;
        while (scanner.Peek(ahead) is ' ' or '\t')
            ahead++;
        var endsLine = scanner.Peek(ahead) == '\n' || (scanner.Peek(ahead) == '\r' && scanner.Peek(ahead + 1) == '\n');
        if (!endsLine)
            return false;
        scanner.Advance();
        do
            scanner.SkipBlanks();
        while (scanner.TakeNewline());
        return true;
    }

    private void ReadEscape(StringBuilder content)
    {
        scanner.Advance();
        var escaped = scanner.Current;
        if (escaped is 'u' or 'U')
        {
            ReadUnicodeEscape(content, escaped == 'u' ? EscapedShort : EscapedLong);
            return;
        }

        content.Append(escaped switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => throw scanner.Unexpected("one of b t n f r \" \\ u U after '\\'"),
        });
        scanner.Advance();
    }

    private void ReadUnicodeEscape(StringBuilder content, int length)
    {
        scanner.Advance();
        var position = scanner.Position;
        var start = scanner.Offset;
        for (var i = 0; i < length; i++)
        {
            if (scanner.AtEnd || !char.IsAsciiHexDigit((char)scanner.Current))
                throw scanner.Unexpected($"{length} hexadecimal digits after '\\{(length == EscapedShort ? 'u' : 'U')}'");
            scanner.Advance();
        }

        var value = uint.Parse(scanner.Since(start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid(value))
        {
            throw new TomlException(position,
                string.Create(CultureInfo.InvariantCulture, $"expected the number of a Unicode character, found {value:X4}"));
        }

        content.Append(new Rune(value).ToString());
    }
}
