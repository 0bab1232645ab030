namespace Magister.Toml;

/// <summary>Reads a document line by line: headers, and keys with their values in the table of the last header.</summary>
internal sealed class TomlDocumentReader(TomlScanner scanner)
{
    private readonly TomlKeyReader keys = new(scanner, new TomlStringReader(scanner));
    private readonly TomlValueReader values = new(scanner);
    private readonly TomlTableNode root = new(TomlTableOrigin.Header, 0, TomlPosition.Start);

    public TomlTable Read()
    {
        var table = root;
        scanner.SkipLines();
        while (!scanner.AtEnd)
        {
            if (scanner.Current == '[')
                table = ReadHeader();
            else
                values.ReadKeyValue(table, "a key, a table header or a comment");
            ReadLineEnd();
            scanner.SkipLines();
        }

        return root.Freeze();
    }

    private TomlTableNode ReadHeader()
    {
        var position = scanner.Position;
        scanner.Advance();
        var isArray = scanner.Take('[');
        scanner.SkipBlanks();
        var key = keys.Read("a key in the table header");
        if (!scanner.Take(']') || (isArray && !scanner.Take(']')))
            throw scanner.Unexpected(isArray ? "']]' to close the table header" : "']' to close the table header");
        return isArray ? root.OpenArrayTable(key, position) : root.OpenTable(key, position);
    }

    private void ReadLineEnd()
    {
        scanner.SkipBlanks();
        scanner.SkipComment();
        if (!scanner.AtEnd && !scanner.TakeNewline())
            throw scanner.Unexpected("the end of the line");
    }
}
