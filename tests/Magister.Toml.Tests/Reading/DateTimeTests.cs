namespace Magister.Toml.Tests.Reading;

public sealed class DateTimeTests
{
    [Theory]
    [InlineData("1979-05-27T07:32:00Z", "1979-05-27T07:32:00Z")]
    [InlineData("1979-05-27t07:32:00z", "1979-05-27T07:32:00Z")]
    [InlineData("1979-05-27 00:32:00.5-07:00", "1979-05-27T00:32:00.5-07:00")]
    [InlineData("1979-05-27T00:32:00+23:59", "1979-05-27T00:32:00+23:59")]
    [InlineData("1979-05-27T00:32:00-00:00", "1979-05-27T00:32:00Z")]
    [InlineData("0001-01-01T00:00:00+12:00", "0001-01-01T00:00:00+12:00")]
    public void Parse_OffsetDateTime_GivesAllItsParts(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlOffsetDateTime>(text).ToRfc3339());

    [Fact]
    public void Parse_OffsetDateTime_GivesDateTimeAndOffset()
    {
        var value = Expect.Value<TomlOffsetDateTime>("2024-02-29T23:59:60.123456789012-03:30");

        Assert.Equal(new DateOnly(2024, 2, 29), value.Date);
        Assert.Equal(new TomlTime(23, 59, 60, "123456789012"), value.Time);
        Assert.Equal(-new TimeSpan(3, 30, 0), value.Offset);
    }

    [Theory]
    [InlineData("1979-05-27T07:32:00", "1979-05-27T07:32:00")]
    [InlineData("1979-05-27 07:32:00.100", "1979-05-27T07:32:00.100")]
    public void Parse_LocalDateTime_GivesAllItsParts(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlLocalDateTime>(text).ToRfc3339());

    [Theory]
    [InlineData("1979-05-27", "1979-05-27")]
    [InlineData("9999-12-31 # a space, but no time", "9999-12-31")]
    public void Parse_LocalDate_GivesIt(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlLocalDate>(text).ToRfc3339());

    [Theory]
    [InlineData("07:32:00", "07:32:00")]
    [InlineData("00:32:00.000999000", "00:32:00.000999000")]
    public void Parse_LocalTime_KeepsEveryDigit(string text, string expected) =>
        Assert.Equal(expected, Expect.Value<TomlLocalTime>(text).Value.ToString());

    [Theory]
    [InlineData("a = 2023-02-29", 13, "expected the day from 01 to 28, found 29")]
    [InlineData("a = 2100-02-29", 13, "expected the day from 01 to 28, found 29")]
    [InlineData("a = 2024-13-01", 10, "expected the month from 01 to 12, found 13")]
    [InlineData("a = 0000-01-01", 5, "expected the year from 0001 to 9999, found 0000")]
    [InlineData("a = 2024-1-01", 11, "expected 2 digits for the month, found '-'")]
    [InlineData("a = 2024-01", 12, "expected '-' before the day, found the end of the file")]
    [InlineData("a = 2024-01-01T", 16, "expected 2 digits for the hour, found the end of the file")]
    [InlineData("a = 2024-01-01T24:00:00", 16, "expected the hour from 00 to 23, found 24")]
    [InlineData("a = 2024-01-01T10:00", 21, "expected ':' before the second, found the end of the file")]
    [InlineData("a = 2024-01-01T10:60:00", 19, "expected the minute from 00 to 59, found 60")]
    [InlineData("a = 10:00:61", 11, "expected the second from 00 to 60, found 61")]
    [InlineData("a = 10:00:00.", 14, "expected a digit after '.', found the end of the file")]
    [InlineData("a = 10:00:00Z", 13, "expected the end of the time, found 'Z'")]
    [InlineData("a = 2024-01-01x", 15, "expected the end of the date, found 'x'")]
    [InlineData("a = 2024-01-01T10:00:00+24:00", 25, "expected the offset's hour from 00 to 23, found 24")]
    [InlineData("a = 2024-01-01T10:00:00+1200", 27, "expected ':' before the offset's minute, found '0'")]
    [InlineData("a = 2024-01-01T10:00:00Zulu", 25, "expected the end of the date-time, found 'u'")]
    public void Parse_BadDateOrTime_NamesPlaceAndProblem(string text, int column, string problem) =>
        Expect.Refusal(text, 1, column, problem);
}
