namespace Magister.Toml.Tests.Reading;

public sealed class ArrayTests
{
    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[ \n # nothing \n ]", 0)]
    [InlineData("[1]", 1)]
    [InlineData("[1,]", 1)]
    [InlineData("[\n1, # one\n2\n,\n3,\n]", 3)]
    [InlineData("[1, 'two', 3.0, [4], {five = 5}, 06:00:00]", 6)]
    public void Parse_Array_GivesEveryItem(string text, int count) => Assert.Equal(count, Expect.Value<TomlArray>(text).Items.Length);

    [Fact]
    public void Parse_NestedArrays_KeepTheirOrder()
    {
        var root = TomlDocument.Parse("a = [[1, 2], [3]]");

        Assert.Equal(2, Expect.Integer(root, "a", 0, 1));
        Assert.Equal(3, Expect.Integer(root, "a", 1, 0));
    }

    [Theory]
    [InlineData("a = [1 2]", 1, 8, "expected ',' or ']' in the array opened at line 1, column 5, found '2'")]
    [InlineData("a = [1,,2]", 1, 8, "expected a value or ']' in the array opened at line 1, column 5, found ','")]
    [InlineData("a = [\n1,\n", 3, 1, "expected a value or ']' in the array opened at line 1, column 5, found the end of the file")]
    [InlineData("a = [1 # ]", 1, 11, "expected ',' or ']' in the array opened at line 1, column 5, found the end of the file")]
    [InlineData("a = [b]", 1, 6, "expected a value or ']' in the array opened at line 1, column 5 (text needs quotes), found 'b'")]
    [InlineData("a = []]", 1, 7, "expected the end of the line, found ']'")]
    public void Parse_BadArray_NamesPlaceAndProblem(string text, int line, int column, string problem) =>
        Expect.Refusal(text, line, column, problem);
}
