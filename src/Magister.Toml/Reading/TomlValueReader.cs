using System.Collections.Immutable;

namespace Magister.Toml;

/// <summary>Reads values of every kind, arrays and inline tables with all they hold.</summary>
internal sealed class TomlValueReader(TomlScanner scanner)
{
    private readonly TomlStringReader strings = new(scanner);
    private readonly TomlNumberReader numbers = new(scanner);
    private readonly TomlDateTimeReader dateTimes = new(scanner);
    private readonly TomlKeyReader keys = new(scanner, new TomlStringReader(scanner));

    /// <summary>Reads a key, the equals sign and the value, and sets it in the table.</summary>
    public void ReadKeyValue(TomlTableNode table, string expected)
    {
        var key = keys.Read(expected);
        if (!scanner.Take('='))
            throw scanner.Unexpected("'=' after the key");
        scanner.SkipBlanks();
        var value = ReadValue("a value after '='", table.Level + key.Parts.Count);
        table.Set(key, value);
    }

    /// <param name="expected">What to say is missing where no value begins.</param>
    /// <param name="level">How many tables and arrays the value would lie in, itself included if it is one.</param>
    private TomlValue ReadValue(string expected, int level) => scanner.Current switch
    {
        '"' or '\'' => strings.Read(),
        '[' => ReadArray(level),
        '{' => ReadInlineTable(level),
        (>= '0' and <= '9') when dateTimes.IsNext => dateTimes.Read(),
        (>= '0' and <= '9') or '+' or '-' => numbers.Read(),
        't' or 'f' or 'i' or 'n' => ReadWord(expected),
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => throw scanner.Unexpected($"{expected} (text needs quotes)"),
        _ => throw scanner.Unexpected(expected),
    };

    private TomlValue ReadWord(string expected)
    {
        var position = scanner.Position;
        var word = PeekWord();
        if (word is "inf" or "nan")
            return numbers.Read();
        if (word is not ("true" or "false"))
            throw scanner.Unexpected($"{expected} (text needs quotes)");
        for (var i = 0; i < word.Length; i++)
            scanner.Advance();
        return new TomlBoolean(string.Equals(word, "true", StringComparison.Ordinal), position);
    }

    private string PeekWord()
    {
        // One letter more than the longest word there is tells "falsey" from "false".
        const int LengthMax = 6;
        var word = "";
        while (word.Length < LengthMax && scanner.Peek(word.Length) is >= 0 and var next && TomlKeyReader.IsBare((char)next))
            word += (char)next;
        return word;
    }

    private TomlArray ReadArray(int level)
    {
        var position = scanner.Position;
        TomlTableNode.CheckLevel(level, position);
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        scanner.Advance();
        scanner.SkipLines();
        while (!scanner.Take(']'))
        {
            items.Add(ReadValue($"a value or ']' in the array opened at {position}", level + 1));
            scanner.SkipLines();
            if (scanner.Take(','))
                scanner.SkipLines();
            else if (scanner.Current != ']')
                throw scanner.Unexpected($"',' or ']' in the array opened at {position}");
        }

        return new TomlArray(items.ToImmutable(), position);
    }

    private TomlTable ReadInlineTable(int level)
    {
        var position = scanner.Position;
        TomlTableNode.CheckLevel(level, position);
        var table = new TomlTableNode(TomlTableOrigin.Header, level, position);
        scanner.Advance();
        scanner.SkipBlanks();
        if (scanner.Take('}'))
            return table.Freeze();
        ReadKeyValue(table, $"a key or '}}' in the inline table opened at {position}");
        scanner.SkipBlanks();
        while (!scanner.Take('}'))
        {
            if (!scanner.Take(','))
                throw scanner.Unexpected($"',' or '}}' in the inline table opened at {position}");
            scanner.SkipBlanks();
            ReadKeyValue(table, $"a key after ',' in the inline table opened at {position}");
            scanner.SkipBlanks();
        }

        return table.Freeze();
    }
}
