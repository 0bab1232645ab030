using System.Globalization;
using System.Text;

namespace Magister.Toml;

/// <summary>A cursor over the text that knows its line and column and words what it stands on.</summary>
internal sealed class TomlScanner
{
    /// <summary>What <see cref="Current"/> and <see cref="Peek"/> give past the last character.</summary>
    public const int EndOfText = -1;

    private readonly string text;
    private int offset;
    private int line = 1;
    private int column = 1;

    public TomlScanner(string text)
    {
        this.text = text;
        if (text.StartsWith(TomlText.ByteOrderMark))
            offset = 1;
    }

    public TomlPosition Position => new(line, column);

    public int Offset => offset;

    public int Current => Peek(0);

    public bool AtEnd => offset >= text.Length;

    /// <summary>Whether a line ends here, by a line feed or by a carriage return with one.</summary>
    public bool AtNewline => Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    /// <summary>Whether the current character may stand in comments and strings only as an escape: all controls but the tab.</summary>
    public bool AtControl => Current is (>= 0 and < ' ' and not '\t') or '\u007F';

    public int Peek(int ahead) => offset + ahead < text.Length ? text[offset + ahead] : EndOfText;

    public string Since(int start) => text[start..offset];

    public void Advance()
    {
        var passed = text[offset++];
        if (passed == '\n')
        {
            line++;
            column = 1;
        }
        else if (!char.IsLowSurrogate(passed))
        {
            column++;
        }
    }

    public bool Take(char wanted)
    {
        if (Current != wanted)
            return false;
        Advance();
        return true;
    }

    public bool TakeNewline()
    {
        if (!AtNewline)
            return false;
        Take('\r');
        Advance();
        return true;
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            Advance();
    }

    /// <summary>Passes over a comment, if one begins here, up to the end of its line.</summary>
    public void SkipComment()
    {
        if (Current != '#')
            return;
        while (!AtEnd && !AtNewline)
        {
            if (AtControl)
                throw Unexpected("the text of a comment");
            Advance();
        }
    }

    /// <summary>Passes over blanks, comments and line ends, which may stand anywhere between the items of an array.</summary>
    public void SkipLines()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TakeNewline());
    }

    /// <summary>An error at this place that names what was expected and what stands here instead.</summary>
    public TomlException Unexpected(string expected) => new(Position, $"expected {expected}, found {DescribeCurrent()}");

    private string DescribeCurrent()
    {
        if (AtEnd)
            return "the end of the file";
        if (AtNewline)
            return "the end of the line";
        if (Current == '\r')
            return "a carriage return without a line feed";
        var found = Rune.GetRuneAt(text, offset);
        if (Rune.IsLetterOrDigit(found) || Rune.IsPunctuation(found) || Rune.IsSymbol(found))
            return found.Value == '\'' ? "\"'\"" : $"'{found}'";
        if (found.Value == ' ')
            return "a space";
        var kind = Rune.IsControl(found) ? "control character" : "character";
        return string.Create(CultureInfo.InvariantCulture, $"the {kind} U+{found.Value:X4}");
    }
}
