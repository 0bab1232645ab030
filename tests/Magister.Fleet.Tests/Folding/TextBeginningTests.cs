namespace Magister.Fleet.Tests.Folding;

public sealed class TextBeginningTests
{
    [Theory]
    [InlineData("", 3, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab😀", 4, "ab😀")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀d", 4, "ab😀")]
    public void Beginning_OfALongerText_EndsWithAWholeCharacter(string text, int maxLength, string expected) =>
        Assert.Equal(expected, TextBeginning.Cut(text, maxLength));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a😀bc", 3, "a…")]
    public void BeginningForPeople_OfALongerText_EndsWithAnEllipsis(string text, int maxLength, string expected) =>
        Assert.Equal(expected, TextBeginning.ForPeople(text, maxLength));
}
