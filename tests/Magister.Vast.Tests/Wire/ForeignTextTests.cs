using Magister.Vast.Wire;

namespace Magister.Vast.Tests.Wire;

public sealed class ForeignTextTests
{
    private const string Key = "secret-key-123";

    private readonly ForeignText text = new(Key);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\r\nlines\tand  more ", "two lines and more")]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e]0;a title\arest", "rest")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("lone \e escape", "lone escape")]
    [InlineData("right\u202eto\u2066left\u200b", "righttoleft")]
    [InlineData("nul\0 bell\a back\b", "nul bell back")]
    [InlineData("line\u2028separator", "line separator")]
    [InlineData("Grüße, 東京 🚀", "Grüße, 東京 🚀")]
    [InlineData("", "")]
    public void Clean_Text_KeepsWhatCanBeShown(string given, string expected) => Assert.Equal(expected, text.Clean(given));

    [Theory]
    [InlineData("key " + Key + " refused")]
    [InlineData("key secret-\u200bkey-\e[1m123 refused")]
    public void Clean_KeyInText_IsReplaced(string given) => Assert.Equal("key ••• refused", text.Clean(given));

    [Fact]
    public void Clean_KeyAcrossTheCut_LeavesNoPartOfIt()
    {
        for (var before = 270; before < 310; before++)
        {
            Assert.DoesNotContain("secret", text.Clean(new string('x', before) + Key), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Clean_KeyAcrossTheEndOfWhatIsRead_LeavesNoPartOfIt()
    {
        for (var before = 8_170; before < 8_200; before++)
        {
            Assert.DoesNotContain("secret", text.Clean("x" + new string('\u200b', before) + Key + "y"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Clean_LongText_IsCutToTheMost()
    {
        var clean = text.Clean(new string('x', 5_000));
        Assert.Equal(ForeignText.MaxLength, clean.Length);
        Assert.EndsWith("…", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_PairAcrossTheCut_IsNotSplit()
    {
        var clean = text.Clean(new string('x', 298) + "🚀🚀🚀");
        Assert.DoesNotContain(clean, char.IsSurrogate);
    }

    [Fact]
    public void Clean_HalfAPair_IsHarmless() => Assert.Equal("a\uFFFDb", text.Clean("a\ud83db"));
}
