using Microsoft.Extensions.Configuration;

namespace Magister.Toml.Tests;

public sealed class TomlFileErrorTests
{
    private const string Escape = "expected one of b t n f r e \" \\ x u U after '\\', and 2, 4 or 8 hexadecimal digits after x, u or U, found ";
    private const string Time = "expected a date or time that exists, as RFC 3339 writes it, with at most 7 digits in a fraction";
    private const string TooLarge = "expected a number of at most 64 bits, found a larger one";

    [Theory]
    [InlineData("= 1", 1, 1, "expected a key, a table header or a comment, found '='")]
    [InlineData("\uFEFF\uFEFFa = 1", 1, 1, "expected a key, a table header or a comment, found the character U+FEFF")]
    [InlineData("a", 1, 2, "expected '=' after the key, found the end of the line")]
    [InlineData("a b = 1", 1, 3, "expected '=' after the key, found 'b'")]
    [InlineData("a.\n", 1, 3, "expected a key, found the end of the line")]
    [InlineData("[]", 1, 2, "expected a key, found ']'")]
    [InlineData("[a", 1, 3, "expected ']' to close the table header, found the end of the line")]
    [InlineData("[[a] ]", 1, 4, "expected ']' to close the table header, found ']'")]
    [InlineData("a = 1\nb = \n", 2, 5, "expected a value, found the end of the line")]
    [InlineData("a = True", 1, 5, "expected a value (text needs quotes), found 'T'")]
    [InlineData("a = 1 b = 2", 1, 7, "expected the end of the line, found 'b'")]
    [InlineData("a = '😀é' 'x'", 1, 10, "expected the end of the line, found \"'\"")]
    [InlineData("a = [1 2]", 1, 8, "expected ',' or ']' in the array, found '2'")]
    [InlineData("a = [1 b]", 1, 8, "expected a value, ',' or ']' in the array (text needs quotes), found 'b'")]
    [InlineData("a = [\n1,\n", 3, 1, "expected a value (text needs quotes), found the end of the file")]
    [InlineData("a = {b=1 c=2}", 1, 10, "expected a key, or ',' or '}' in the inline table, found 'c'")]
    [InlineData("a = \"open", 1, 10, "expected the closing quote of the string, found the end of the line")]
    [InlineData("a = '''open", 1, 12, "expected the closing quotes of the string, found the end of the file")]
    [InlineData("a = \"\\", 1, 7, "expected the closing quotes of the string, found the end of the file")]
    [InlineData("a = \"\\a\"", 1, 7, Escape + "'a'")]
    [InlineData("a = \"\\u12 4\"", 1, 10, Escape + "a space")]
    [InlineData("a = \"\\xg0\"", 1, 7, "expected 2 hexadecimal digits or the end of the line after '\\'")]
    [InlineData("a = \"\\ud800\"", 1, 7, "expected the number of a Unicode character in the escape")]
    [InlineData("a = \"\u0007\"", 1, 5, "expected a control character to be escaped in a string and absent from elsewhere")]
    [InlineData("a = 1 \rb = 2", 1, 7, "expected a line feed after the carriage return")]
    [InlineData("a = 1__2", 1, 7, "expected a digit on either side of '_'")]
    [InlineData("a = 01", 1, 5, "expected a number without a leading zero")]
    [InlineData("a = 0X1", 1, 6, "expected 0x, 0o or 0b in lower case")]
    [InlineData("a = 0o8", 1, 5, "expected a digit of the integer's base")]
    [InlineData("a = 1e", 1, 7, "expected a digit, found the end of the line")]
    [InlineData("a = 9223372036854775808", 1, 5, TooLarge)]
    [InlineData("a = 0x8000000000000000", 1, 5, TooLarge)]
    [InlineData("a = 0o1777777777777777777777", 1, 5, TooLarge)]
    [InlineData("a = [-1e999]", 1, 6, TooLarge)]
    [InlineData("a = 2023-02-29", 1, 5, Time)]
    [InlineData("a = 0000-01-01", 1, 5, Time)]
    [InlineData("a = 07:32:00.12345678", 1, 5, Time)]
    [InlineData("a = 2024-01-01T10:00:00+15:00", 1, 5, Time)]
    [InlineData("a = -07:32:00", 1, 5, "expected a date or time without a sign")]
    [InlineData("a = 's'\na.b = 2", 2, 1, "expected a key not defined before, found 'a', which is defined at line 1, column 1")]
    [InlineData("[a.b]\n[a]\n[a.b]", 3, 4, "expected a key not defined before, found 'b', which is defined at line 1, column 4")]
    [InlineData("[a]\nb.c = 1\nd = 2\n[a.b]\nc = 3", 5, 1, "expected a key not defined before, found 'c', which is defined at line 2, column 3")]
    [InlineData("[[a]]\n[a]", 2, 1, "expected a key or table not defined before, found one that is")]
    [InlineData("a = {}\na.b = 1", 2, 1, "expected a key or table not defined before, found one that is")]
    [InlineData("'a:b' = 1", 1, 1, "expected a key without ':', which parts the names of tables and keys in configuration, found 'a:b'")]
    [InlineData("[x]\ny = [{ z = 1, \"a:\\n\" = 2 }]", 2, 15,
        "expected a key without ':', which parts the names of tables and keys in configuration, found 'a:\\n'")]
    [InlineData("port = 1\n  Port = 2", 2, 3,
        "expected keys that differ in more than case, which configuration does not tell apart, "
        + "found 'Port' beside 'port' at line 1, column 1")]
    [InlineData("[a.b]\nx = 1\n[A.b]\ny = 1", 3, 2,
        "expected keys that differ in more than case, which configuration does not tell apart, found 'A' beside 'a' at line 1, column 2")]
    public void Load_FileThatConfigurationCannotTake_NamesFilePlaceAndProblem(string content, int line, int column, string problem)
    {
        using var file = new TomlFile(content);

        Assert.Equal($"{file.Path}:{line}:{column}: {problem}", Assert.Throws<TomlFileException>(file.Load).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, 1, 1, "FF")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'#', 0xED, 0xA0, 0x80 }, 1, 2, "ED")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC3, 0xA9, 0x80 }, 2, 2, "80")]
    [InlineData(new byte[] { (byte)'#', 0xF0, 0x9F, 0x98 }, 1, 2, "F0")]
    public void Load_BytesThatAreNotUtf8_NameTheirPlace(byte[] content, int line, int column, string found)
    {
        using var file = new TomlFile(content);

        Assert.Equal($"{file.Path}:{line}:{column}: expected text in UTF-8, found the byte 0x{found}, which is not part of any",
            Assert.Throws<TomlFileException>(file.Load).Message);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void Load_ValuesOneLevelTooDeep_AreRefused(string open, string close)
    {
        using var deepest = new TomlFile(Nested(TomlDocument.NestingMax));
        using var deeper = new TomlFile(Nested(TomlDocument.NestingMax + 1));

        Assert.Single(deepest.Load().Keys);
        Assert.Equal($"{deeper.Path}:1:1: expected arrays and inline tables at most 63 deep, found deeper ones",
            Assert.Throws<TomlFileException>(deeper.Load).Message);

        string Nested(int depth) => $"a = {Repeated(open, depth)}1{Repeated(close, depth)}";
    }

    [Fact]
    public void Load_KeyOfTooManyParts_IsRefused()
    {
        using var longest = new TomlFile($"{Repeated("a.", TomlDocument.NestingMax - 1)}a = 1");
        using var longer = new TomlFile($"b = 1\n[{Repeated("a.", TomlDocument.NestingMax)}a]");

        Assert.Single(longest.Load().Keys);
        Assert.Equal($"{longer.Path}:2:2: expected a key of at most 63 parts, found more", Assert.Throws<TomlFileException>(longer.Load).Message);
    }

    [Fact]
    public void Load_LongKeyTwice_IsNamedInBoundedLength()
    {
        var key = new string('k', 100_000);
        using var file = new TomlFile($"{key} = 1\n{key} = 2");

        Assert.InRange(Assert.Throws<TomlFileException>(file.Load).Message.Length, 1, 300);
    }

    [Fact]
    public void Load_KeysAlikeInDifferentTables_AreAccepted()
    {
        using var file = new TomlFile("x = 1\n[a]\nX = 2\n[b]\nx = 3");

        Assert.Equal("x a:X b:x", string.Join(' ', file.Load().Keys));
    }

    [Theory]
    [InlineData("missing.toml")]
    [InlineData("no/such/folder/missing.toml")]
    public void Load_MissingFile_IsAnErrorUnlessOptional(string name)
    {
        using var file = new TomlFile("");
        var path = Path.Combine(file.Folder, name);

        var optional = TomlFile.Build(path, isOptional: true);
        var error = Assert.Throws<FileNotFoundException>(() => TomlFile.Build(path, isOptional: false));

        Assert.Empty(optional.AsEnumerable());
        Assert.Empty(Assert.IsType<TomlConfigurationProvider>(Assert.Single(optional.Providers)).Keys);
        Assert.Equal(path, error.FileName);
        Assert.Equal($"The configuration file {path} does not exist.", error.Message);
    }

    [Fact]
    public void Load_FileOfTheLargestSize_IsReadAndALargerOneRefused()
    {
        var largest = new byte[TomlConfigurationProvider.FileBytesMax];
        Array.Fill(largest, (byte)' ');
        using var file = new TomlFile(largest);
        using var larger = new TomlFile([.. largest, (byte)' ']);

        Assert.Empty(file.Load().Keys);
        Assert.Equal($"{larger.Path}:1:1: expected a file of at most 1048576 bytes, found a larger one",
            Assert.Throws<TomlFileException>(larger.Load).Message);
    }

    [Fact]
    public void Load_FileChangedSince_GivesTheNewContentOnly()
    {
        using var file = new TomlFile("a = 1\nb = 2");
        var provider = file.Load();

        File.WriteAllText(file.Path, "c = 3");
        provider.Load();

        Assert.Equal("c", Assert.Single(provider.Keys));
        Assert.False(provider.TryGet("a", out _));
        Assert.Null(provider.PositionOf("b"));
    }

    [Fact]
    public void Load_DirectoryInPlaceOfAFile_IsAnError()
    {
        using var file = new TomlFile("");

        Assert.Throws<UnauthorizedAccessException>(() => TomlFile.Build(file.Folder, isOptional: true));
    }

    [Fact]
    public void Build_LaterSources_Win()
    {
        using var file = new TomlFile("a = 1\nb = 2");

        var root = new ConfigurationBuilder()
            .Add(new TomlConfigurationSource(file.Path, IsOptional: false))
            .AddInMemoryCollection([new("B", "3")])
            .Build();

        Assert.Equal(("1", "3"), (root["a"], root["b"]));
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
