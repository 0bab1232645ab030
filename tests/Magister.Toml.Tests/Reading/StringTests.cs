namespace Magister.Toml.Tests.Reading;

public sealed class StringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("\"\\b\\t\\n\\f\\r\"", "\b\t\n\f\r")]
    [InlineData("\"\\u00e9 \\U0001F600\"", "é 😀")]
    [InlineData("\"tab\there\"", "tab\there")]
    [InlineData("'C:\\no\\escapes'", "C:\\no\\escapes")]
    [InlineData("'\"'", "\"")]
    public void Parse_SingleLineString_GivesItsText(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlString>(text).Value);

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"\nfirst newline goes\"\"\"", "first newline goes")]
    [InlineData("\"\"\"\r\nfirst newline goes\"\"\"", "first newline goes")]
    [InlineData("\"\"\"\n\nonly one\"\"\"", "\nonly one")]
    [InlineData("\"\"\"a\r\nb\nc\"\"\"", "a\r\nb\nc")]
    [InlineData("\"\"\"one \\   \n\n \t  line\"\"\"", "one line")]
    [InlineData("\"\"\"one \\\r\n  line\"\"\"", "one line")]
    [InlineData("\"\"\"ends \\\n   \"\"\"", "ends ")]
    [InlineData("\"\"\"a \"quote\" and \"\"two\"\" inside\"\"\"", "a \"quote\" and \"\"two\"\" inside")]
    [InlineData("\"\"\"\"\"both\"\"\"\"\"", "\"\"both\"\"")]
    [InlineData("'''\n\\keeps \\\n backslashes'''", "\\keeps \\\n backslashes")]
    [InlineData("'''''both'''''", "''both''")]
    public void Parse_MultiLineString_GivesItsText(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlString>(text).Value);

    [Fact]
    public void Parse_ValueAfterMultiLineString_HasItsPlaceInTheFile()
    {
        var root = TomlDocument.Parse("a = [\"\"\"\n1\n2\"\"\", 3]");

        Assert.Equal(new TomlPosition(3, 7), Expect.At(root, "a", 1).Position);
    }

    [Theory]
    [InlineData("a = \"open", 1, 10, "expected '\"' to close the string opened at line 1, column 5, found the end of the file")]
    [InlineData("a = 'open\n", 1, 10, "expected \"'\" to close the string opened at line 1, column 5, found the end of the line")]
    [InlineData("a = \"open\r\n", 1, 10, "expected '\"' to close the string opened at line 1, column 5, found the end of the line")]
    [InlineData("a = \"\"\"\nopen\n", 3, 1, "expected '\"\"\"' to close the string opened at line 1, column 5, found the end of the file")]
    [InlineData("a = '''open''", 1, 14, "expected \"'''\" to close the string opened at line 1, column 5, found the end of the file")]
    [InlineData("a = \"\\a\"", 1, 7, "expected one of b t n f r \" \\ u U after '\\', found 'a'")]
    [InlineData("a = \"\\", 1, 7, "expected one of b t n f r \" \\ u U after '\\', found the end of the file")]
    [InlineData("a = \"\"\"\\ x\"\"\"", 1, 9, "expected one of b t n f r \" \\ u U after '\\', found a space")]
    [InlineData("a = \"\\u12g4\"", 1, 10, "expected 4 hexadecimal digits after '\\u', found 'g'")]
    [InlineData("a = \"\\U0000\"", 1, 12, "expected 8 hexadecimal digits after '\\U', found '\"'")]
    [InlineData("a = \"\\ud800\"", 1, 8, "expected the number of a Unicode character, found D800")]
    [InlineData("a = \"\\U00110000\"", 1, 8, "expected the number of a Unicode character, found 110000")]
    [InlineData("a = \"\u0007\"", 1, 6,
        "expected the text of a string, where such a character must be escaped, found the control character U+0007")]
    [InlineData("a = '''\r'''", 1, 8,
        "expected the text of a string, where such a character must be escaped, found a carriage return without a line feed")]
    [InlineData("a = \"\"\"six\"\"\"\"\"\"", 1, 16, "expected the end of the line, found '\"'")]
    public void Parse_BadString_NamesPlaceAndProblem(string text, int line, int column, string problem) =>
        Expect.Refusal(text, line, column, problem);
}
