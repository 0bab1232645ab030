namespace Magister.Toml.Tests.Reading;

public sealed class TableTests
{
    [Fact]
    public void Parse_DottedKeys_MakeTables()
    {
        var root = TomlDocument.Parse("a.b = 1\na . c = 2\n\"a\".'d e'.f = 3");

        Assert.Equal(1, Expect.Integer(root, "a", "b"));
        Assert.Equal(2, Expect.Integer(root, "a", "c"));
        Assert.Equal(3, Expect.Integer(root, "a", "d e", "f"));
    }

    [Fact]
    public void Parse_HeadersInAnyOrder_MeetInOneTable()
    {
        var root = TomlDocument.Parse("[a.b.c]\nx = 1\n[ a ]\ny = 2\n[a.b.d]\n[a.b]\nz = 3");

        Assert.Equal(1, Expect.Integer(root, "a", "b", "c", "x"));
        Assert.Equal(2, Expect.Integer(root, "a", "y"));
        Assert.Equal(3, Expect.Integer(root, "a", "b", "z"));
    }

    [Fact]
    public void Parse_HeaderBelowDottedTable_AddsToIt()
    {
        var root = TomlDocument.Parse("[fruit]\napple.color = 1\n[fruit.apple.texture]\nsmooth = 2");

        Assert.Equal(1, Expect.Integer(root, "fruit", "apple", "color"));
        Assert.Equal(2, Expect.Integer(root, "fruit", "apple", "texture", "smooth"));
    }

    [Fact]
    public void Parse_DottedKeyIntoAnImpliedTable_AddsToIt()
    {
        var root = TomlDocument.Parse("[a.b.c]\nx = 1\n[a]\nb.d = 2");

        Assert.Equal(1, Expect.Integer(root, "a", "b", "c", "x"));
        Assert.Equal(2, Expect.Integer(root, "a", "b", "d"));
    }

    [Fact]
    public void Parse_ArraysOfTables_NestInTheLatestItem()
    {
        var root = TomlDocument.Parse("[[a]]\nn = 1\n[[a.b]]\nn = 2\n[a.b.c]\nn = 3\n[[a]]\n[[a.b]]\nn = 4\n[[a.b]]\nn = 5");

        Assert.Equal(1, Expect.Integer(root, "a", 0, "n"));
        Assert.Equal(3, Expect.Integer(root, "a", 0, "b", 0, "c", "n"));
        Assert.Equal(4, Expect.Integer(root, "a", 1, "b", 0, "n"));
        Assert.Equal(5, Expect.Integer(root, "a", 1, "b", 1, "n"));
    }

    [Fact]
    public void Parse_KeysThatDifferInCase_AreDifferentKeys()
    {
        var root = TomlDocument.Parse("a = 1\nA = 2\n\"a:b\" = 3\n\"\" = 4");

        Assert.Equal(1, Expect.Integer(root, "a"));
        Assert.Equal(2, Expect.Integer(root, "A"));
        Assert.Equal(3, Expect.Integer(root, "a:b"));
        Assert.Equal(4, Expect.Integer(root, ""));
    }

    [Theory]
    [InlineData("a = 1\na = 2", 2, 1, "expected a key not defined before, found 'a', which is an integer defined at line 1, column 5")]
    [InlineData("a = 'x'\na.b.c = 2", 2, 1, "expected a table open to new keys, found 'a', which is a string defined at line 1, column 5")]
    [InlineData("a.b = true\na.b.c = 2", 2, 3,
        "expected a table open to new keys, found 'a.b', which is a boolean defined at line 1, column 7")]
    [InlineData("[a]\n[a]", 2, 2, "expected a key not defined before, found 'a', which is a table defined at line 1, column 1")]
    [InlineData("[a.b]\n[a]\n[a]", 3, 2, "expected a key not defined before, found 'a', which is a table defined at line 2, column 1")]
    [InlineData("[a]\nb.c = 1\n[a.b]", 3, 4,
        "expected a key not defined before, found 'a.b', which is a table defined at line 2, column 1")]
    [InlineData("[a.b]\n[a]\nb.c = 1", 3, 1, "expected a table open to new keys, found 'b', which is a table defined at line 1, column 1")]
    [InlineData("[a.b.c]\n[a]\nb.d = 1\n[a.b]", 4, 4,
        "expected a key not defined before, found 'a.b', which is a table defined at line 1, column 4")]
    [InlineData("[a]\n[[a]]", 2, 3, "expected a key not defined before, found 'a', which is a table defined at line 1, column 1")]
    [InlineData("[[a]]\n[a]", 2, 2,
        "expected a key not defined before, found 'a', which is an array of tables defined at line 1, column 1")]
    [InlineData("[[a.b]]\n[a]\nb.c = 1", 3, 1,
        "expected a table open to new keys, found 'b', which is an array of tables defined at line 1, column 1")]
    [InlineData("a = []\n[[a]]", 2, 3, "expected a key not defined before, found 'a', which is an array defined at line 1, column 5")]
    [InlineData("a = [{}]\n[a.b]", 2, 2, "expected a table open to new keys, found 'a', which is an array defined at line 1, column 5")]
    [InlineData("\"a\\nb\" = 1\n\"a\\nb\" = 2", 2, 1,
        "expected a key not defined before, found '\"a\\u000Ab\"', which is an integer defined at line 1, column 10")]
    public void Parse_TableDefinedTwice_NamesBothPlaces(string text, int line, int column, string problem) =>
        Expect.Refusal(text, line, column, problem);

    [Theory]
    [InlineData("[a", 1, 3, "expected ']' to close the table header, found the end of the file")]
    [InlineData("[[a] ]", 1, 5, "expected ']]' to close the table header, found a space")]
    [InlineData("[]", 1, 2, "expected a key in the table header, found ']'")]
    [InlineData("[a.]", 1, 4, "expected a key after '.', found ']'")]
    [InlineData("[a] b = 1", 1, 5, "expected the end of the line, found 'b'")]
    [InlineData("= 1", 1, 1, "expected a key, a table header or a comment, found '='")]
    [InlineData("a", 1, 2, "expected '=' after the key, found the end of the file")]
    [InlineData("a b = 1", 1, 3, "expected '=' after the key, found 'b'")]
    [InlineData("\"\"\"a\"\"\" = 1", 1, 3, "expected '=' after the key, found '\"'")]
    [InlineData("a\n\nb = \n", 1, 2, "expected '=' after the key, found the end of the line")]
    [InlineData("a = 1\n\nb = # none\n", 3, 5, "expected a value after '=', found '#'")]
    [InlineData("a = 1\r\nbb  =  \r\n", 2, 8, "expected a value after '=', found the end of the line")]
    [InlineData("a = 1 b = 2", 1, 7, "expected the end of the line, found 'b'")]
    [InlineData("\u3000a = 1", 1, 1, "expected a key, a table header or a comment, found the character U+3000")]
    [InlineData("# \u0000", 1, 3, "expected the text of a comment, found the control character U+0000")]
    [InlineData("# \ra = 1", 1, 3, "expected the text of a comment, found a carriage return without a line feed")]
    [InlineData("a = 1\r", 1, 6, "expected the end of the line, found a carriage return without a line feed")]
    [InlineData("'", 1, 2, "expected \"'\" to close the string opened at line 1, column 1, found the end of the file")]
    [InlineData("a='b''", 1, 6, "expected the end of the line, found \"'\"")]
    public void Parse_BadLine_NamesPlaceAndProblem(string text, int line, int column, string problem) =>
        Expect.Refusal(text, line, column, problem);

    [Fact]
    public void Parse_LongKeyTwice_IsNamedInBoundedLength()
    {
        var key = new string('k', 100_000);

        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse($"{key}.{key} = 1\n{key} = 2"));

        Assert.True(error.Message.Length < 300, error.Message);
    }
}
