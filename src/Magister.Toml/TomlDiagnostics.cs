using System.Text;
using Tomlyn.Syntax;

namespace Magister.Toml;

/// <summary>
/// Says in our own words what Tomlyn finds wrong. Tomlyn's messages repeat values, which may be secrets, so none of them is ever shown:
/// they only select which of our messages applies.
/// </summary>
internal static class TomlDiagnostics
{
    private const string FoundPlace = "{found}";

    /// <summary>What is wrong within one word, by a part of Tomlyn's message. Its parser's messages about the same line follow from it.</summary>
    private static readonly (string Part, string Problem)[] Words =
    [
        ("Invalid newline", "expected the closing quote of the string, found the end of the line"),
        ("Invalid End-Of-File", "expected the closing quotes of the string, found the end of the file"),
        ("Unexpected escape", "expected one of b t n f r e \" \\ x u U after '\\', and 2, 4 or 8 hexadecimal digits after x, u or U, found {found}"),
        ("Invalid escape", "expected 2 hexadecimal digits or the end of the line after '\\'"),
        ("Unicode scalar", "expected the number of a Unicode character in the escape"),
        ("Invalid control character", "expected a control character to be escaped in a string and absent from elsewhere"),
        (@"Invalid \r", "expected a line feed after the carriage return"),
        ("nderscore", "expected a digit on either side of '_'"),
        ("leading", "expected a number without a leading zero"),
        ("Invalid capital", "expected 0x, 0o or 0b in lower case"),
        ("Unable to parse integer", "expected a number of at most 64 bits, found a larger one"),
        ("Invalid size", "expected a number of at most 64 bits, found a larger one"),
        ("integer. Expecting", "expected a digit of the integer's base"),
        ("Expecting at least one digit", "expected a digit, found {found}"),
        ("floating point", "expected a float"),
        ("date/time", "expected a date or time without a sign"),
        ("date time/offset", "expected a date or time that exists, as RFC 3339 writes it, with at most 7 digits in a fraction"),
    ];

    private static readonly (string Part, string Problem)[] Phrases =
    [
        ("Unexpected token [", "expected a key, a table header or a comment, found {found}"),
        ("Expecting `=`", "expected '=' after the key, found {found}"),
        ("for a base key", "expected a key, found {found}"),
        ("Expecting a bare key", "expected a key, or ',' or '}' in the inline table, found {found}"),
        ("expecting a value", "expected a value, found {found}"),
        ("for a value", "expected a value (text needs quotes), found {found}"),
        ("Missing a `,`", "expected ',' or ']' in the array, found {found}"),
        ("for an array", "expected a value, ',' or ']' in the array (text needs quotes), found {found}"),
        ("while expecting `]", "expected ']' to close the table header, found {found}"),
        ("", "expected the end of the line, found {found}"),
    ];

    /// <summary>Whether it is about something defined twice, despite which the tree is complete.</summary>
    public static bool IsSecondDefinition(DiagnosticMessage diagnostic) => diagnostic.Message.StartsWith("The key `", StringComparison.Ordinal);

    public static TomlFileException ToException(string file, string text, DiagnosticsBag diagnostics)
    {
        var first = diagnostics[0];
        var word = diagnostics.FirstOrDefault(diagnostic => diagnostic.Span.Start.Line <= first.Span.Start.Line && Find(Words, diagnostic) is not null);
        var problem = word is not null ? Find(Words, word) : Find(Phrases, first);
        var span = (word ?? first).Span;
        return new(file, TomlPosition.Find(span), problem!.Replace(FoundPlace, Found(text, span.Start.Offset), StringComparison.Ordinal));
    }

    private static string? Find((string Part, string Problem)[] table, DiagnosticMessage diagnostic) =>
        Array.Find(table, row => diagnostic.Message.Contains(row.Part, StringComparison.Ordinal)).Problem;

    private static string Found(string text, int offset)
    {
        if (offset >= text.Length)
            return "the end of the file";
        _ = Rune.DecodeFromUtf16(text.AsSpan(offset), out var found, out _);
        return found.Value switch
        {
            '\n' or '\r' => "the end of the line",
            ' ' => "a space",
            '\'' => "\"'\"",
            _ when Rune.IsLetterOrDigit(found) || Rune.IsPunctuation(found) || Rune.IsSymbol(found) => $"'{found}'",
            _ => $"the character U+{found.Value:X4}",
        };
    }
}
