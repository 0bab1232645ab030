using System.Text;

namespace Magister.Toml.Tests.Reading;

public sealed class TextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" \t")]
    [InlineData("# only a comment")]
    [InlineData("\uFEFF")]
    public void Parse_NothingInIt_GivesAnEmptyTable(string text)
    {
        Assert.Empty(TomlDocument.Parse(text).Entries);
        Assert.Empty(TomlDocument.Parse(Encoding.UTF8.GetBytes(text)).Entries);
    }

    [Fact]
    public void Parse_ByteOrderMark_IsNotCounted()
    {
        var root = TomlDocument.Parse("\uFEFFa = 1"u8);

        Assert.Equal(new TomlPosition(1, 5), Expect.At(root, "a").Position);
    }

    [Fact]
    public void Parse_SecondByteOrderMark_IsRefused() =>
        Expect.Refusal("\uFEFF\uFEFFa = 1", 1, 1, "expected a key, a table header or a comment, found the character U+FEFF");

    [Fact]
    public void Parse_CharactersBeyondTheFirstPlane_CountOneColumnEach() =>
        Expect.Refusal("a = '😀é' x", 1, 10, "expected the end of the line, found 'x'");

    [Fact]
    public void Parse_EmojiInTheWrongPlace_IsShownWhole() => Expect.Refusal("a = 😀", 1, 5, "expected a value after '=', found '😀'");

    [Theory]
    [InlineData(new byte[] { 0xFF }, 1, 1, "FF")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC3, 0xA9, 0x80 }, 2, 2, "80")]
    [InlineData(new byte[] { (byte)'#', 0xED, 0xA0, 0x80 }, 1, 2, "ED")]
    [InlineData(new byte[] { (byte)'#', 0xC0, 0xAF }, 1, 2, "C0")]
    [InlineData(new byte[] { (byte)'#', 0xF0, 0x9F, 0x98 }, 1, 2, "F0")]
    public void Parse_BytesThatAreNotUtf8_NameTheirPlace(byte[] bytes, int line, int column, string found)
    {
        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse(bytes));

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal($"expected text in UTF-8, found the byte 0x{found}, which is not part of any", error.Problem);
    }

    // The surrogates are built here, not written as attributes: an attribute's text is stored as UTF-8 and would lose them.
    [Fact]
    public void Parse_HalfASurrogatePair_IsRefused()
    {
        Expect.Refusal($"a = '😀{'\uD83D'}'", 1, 7, "expected a character, found half a surrogate pair, U+D83D");
        Expect.Refusal($"a = 1\n# {'\uDE00'}{'\uD83D'}", 2, 3, "expected a character, found half a surrogate pair, U+DE00");
        Expect.Refusal($"{'\uD83D'}", 1, 1, "expected a character, found half a surrogate pair, U+D83D");
    }

    [Fact]
    public void Parse_NoText_IsTheCallersMistake() => Assert.Throws<ArgumentNullException>(() => TomlDocument.Parse((string)null!));
}
