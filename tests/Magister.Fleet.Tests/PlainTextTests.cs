namespace Magister.Fleet.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain [red]text[/]", "plain [red]text[/]")]
    [InlineData("a\e[31mb\u0007c", "abc")]
    [InlineData("\e]0;a title\u0007rest", "rest")]
    [InlineData("a\r\nb\t c ", "a b c")]
    [InlineData("a\u202eb\u200bc\u2028d", "abc d")]
    [InlineData("\u009b2Ja", "a")]
    [InlineData("•••, 東京 🚀", "•••, 東京 🚀")]
    [InlineData("", "")]
    public void PlainText_LosesWhatSteersATerminal(string given, string shown) => Assert.Equal(shown, PlainText.Clean(given));

    [Fact]
    public void WithColumns_KeepsEachBlank_ButThoseAtTheEnd() => Assert.Equal("  GPU  Name  ok", PlainText.WithColumns("  GPU\e[1m  Name\t\rok \n"));
}
