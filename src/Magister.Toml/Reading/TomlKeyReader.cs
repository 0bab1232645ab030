namespace Magister.Toml;

/// <summary>Reads keys: bare, quoted and dotted.</summary>
internal sealed class TomlKeyReader(TomlScanner scanner, TomlStringReader strings)
{
    public static bool IsBare(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    public TomlKey Read(string expected = "a key")
    {
        var parts = new List<TomlKeyPart> { ReadPart(expected) };
        scanner.SkipBlanks();
        while (scanner.Take('.'))
        {
            scanner.SkipBlanks();
            parts.Add(ReadPart("a key after '.'"));
            scanner.SkipBlanks();
        }

        return new TomlKey(parts);
    }

    private TomlKeyPart ReadPart(string expected)
    {
        var position = scanner.Position;
        if (scanner.Current is '"' or '\'')
            return new TomlKeyPart(strings.ReadSingleLine(), position);
        var start = scanner.Offset;
        while (!scanner.AtEnd && IsBare((char)scanner.Current))
            scanner.Advance();
        if (scanner.Offset == start)
            throw scanner.Unexpected(expected);
        return new TomlKeyPart(scanner.Since(start), position);
    }
}
