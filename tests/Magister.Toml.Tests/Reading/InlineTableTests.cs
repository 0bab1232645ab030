namespace Magister.Toml.Tests.Reading;

public sealed class InlineTableTests
{
    [Fact]
    public void Parse_InlineTable_GivesItsKeysInOrder()
    {
        var table = Expect.Value<TomlTable>("{ b = 1, \"a\" = { }, c . d = [\n2\n] }");

        Assert.Equal("b a c", string.Join(' ', table.Entries.Select(entry => entry.Key)));
        Assert.Equal(2, Expect.Integer(table, "c", "d", 0));
    }

    [Theory]
    [InlineData("a = {", 1, 6, "expected a key or '}' in the inline table opened at line 1, column 5, found the end of the file")]
    [InlineData("a = {\n}", 1, 6, "expected a key or '}' in the inline table opened at line 1, column 5, found the end of the line")]
    [InlineData("a = {b=1,}", 1, 10, "expected a key after ',' in the inline table opened at line 1, column 5, found '}'")]
    [InlineData("a = {b=1 c=2}", 1, 10, "expected ',' or '}' in the inline table opened at line 1, column 5, found 'c'")]
    [InlineData("a = {b=1\n}", 1, 9, "expected ',' or '}' in the inline table opened at line 1, column 5, found the end of the line")]
    [InlineData("a = {b=1, b=2}", 1, 11, "expected a key not defined before, found 'b', which is an integer defined at line 1, column 8")]
    [InlineData("a = {b.c=1, b=2}", 1, 13, "expected a key not defined before, found 'b', which is a table defined at line 1, column 6")]
    [InlineData("a = {b={}, b.c=2}", 1, 12,
        "expected a table open to new keys, found 'b', which is an inline table defined at line 1, column 8")]
    [InlineData("a = {}\na.b = 1", 2, 1,
        "expected a table open to new keys, found 'a', which is an inline table defined at line 1, column 5")]
    [InlineData("a = {}\n[a.b]", 2, 2,
        "expected a table open to new keys, found 'a', which is an inline table defined at line 1, column 5")]
    [InlineData("a = {}\n[a]", 2, 2,
        "expected a key not defined before, found 'a', which is an inline table defined at line 1, column 5")]
    public void Parse_BadInlineTable_NamesPlaceAndProblem(string text, int line, int column, string problem) =>
        Expect.Refusal(text, line, column, problem);
}
