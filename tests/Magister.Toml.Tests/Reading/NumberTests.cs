namespace Magister.Toml.Tests.Reading;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("+17", 17)]
    [InlineData("1_000_000", 1_000_000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("0xdead_BEEF", 0xdeadbeef)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    [InlineData("0x0000000000000000000001", 1)]
    [InlineData("0o755", 493)]
    [InlineData("0o777777777777777777777", long.MaxValue)]
    [InlineData("0b1101_0110", 214)]
    public void Parse_Integer_GivesItsValue(string text, long expected) =>
        Assert.Equal(expected, Expect.Value<TomlInteger>(text).Value);

    [Theory]
    [InlineData("3.14", 3.14)]
    [InlineData("-0.01", -0.01)]
    [InlineData("5e+22", 5e22)]
    [InlineData("1E06", 1e6)]
    [InlineData("6.626e-34", 6.626e-34)]
    [InlineData("9_224_617.445_991", 9224617.445991)]
    [InlineData("1e-999", 0.0)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("+inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("-nan", double.NaN)]
    public void Parse_Float_GivesItsValue(string text, double expected) =>
        Assert.Equal(expected, Expect.Value<TomlFloat>(text).Value);

    [Fact]
    public void Parse_NegativeZero_KeepsItsSign() => Assert.True(double.IsNegative(Expect.Value<TomlFloat>("-0.0").Value));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Parse_Boolean_GivesItsValue(string text, bool expected) =>
        Assert.Equal(expected, Expect.Value<TomlBoolean>(text).Value);

    [Theory]
    [InlineData("a = 1__2", 7, "expected a digit after '_', found '_'")]
    [InlineData("a = 1_", 7, "expected a digit after '_', found the end of the file")]
    [InlineData("a = 01", 6, "expected no further digit after a leading zero, found '1'")]
    [InlineData("a = -", 6, "expected a digit, found the end of the file")]
    [InlineData("a = +x", 6, "expected a digit, found 'x'")]
    [InlineData("a = 12x", 7, "expected the end of the number, found 'x'")]
    [InlineData("a = 0x", 7, "expected a hexadecimal digit, found the end of the file")]
    [InlineData("a = 0o8", 7, "expected an octal digit, found '8'")]
    [InlineData("a = 0b12", 8, "expected the end of the number, found '2'")]
    [InlineData("a = -0x1", 7, "expected the end of the number, found 'x'")]
    [InlineData("a = 1.", 7, "expected a digit after '.', found the end of the file")]
    [InlineData("a = 1.2.3", 8, "expected the end of the number, found '.'")]
    [InlineData("a = 1e", 7, "expected a digit of the exponent, found the end of the file")]
    [InlineData("a = 1٠", 6, "expected the end of the line, found '٠'")]
    [InlineData("a = -infinite", 9, "expected the end of the number, found 'i'")]
    [InlineData("a = +nope", 7, "expected 'nan', found 'o'")]
    [InlineData("a = 9223372036854775808", 5,
        "expected an integer from -9223372036854775808 to 9223372036854775807, found one outside")]
    [InlineData("a = 0x8000000000000000", 5,
        "expected an integer from -9223372036854775808 to 9223372036854775807, found one outside")]
    [InlineData("a = 1e999", 5, "expected a float of at most 64 bits, found a larger one")]
    public void Parse_BadNumber_NamesPlaceAndProblem(string text, int column, string problem) =>
        Expect.Refusal(text, 1, column, problem);

    [Theory]
    [InlineData("a = secret", "expected a value after '=' (text needs quotes), found 's'")]
    [InlineData("a = falsey", "expected a value after '=' (text needs quotes), found 'f'")]
    [InlineData("a = True", "expected a value after '=' (text needs quotes), found 'T'")]
    [InlineData("a = infinity", "expected a value after '=' (text needs quotes), found 'i'")]
    [InlineData("a = _1", "expected a value after '=', found '_'")]
    public void Parse_BareWord_IsRefusedWithoutRepeatingIt(string text, string problem) => Expect.Refusal(text, 1, 5, problem);
}
