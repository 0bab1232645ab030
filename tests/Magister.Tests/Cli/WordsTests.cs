using Magister.Cli.History;
using Magister.Cli.Output;
using Magister.Cli.Steering;

namespace Magister.Tests.Cli;

/// <summary>The pure parts: texts, tables, numbers and times.</summary>
public sealed class WordsTests
{
    private static readonly DateTimeOffset now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Table_OfHostileCells_ShowsThemInert(bool onTerminal)
    {
        using var output = new StringWriter();
        var table = TableView.Create(["[bold]x[/]\u001b[2J", "[", "]]"], ("name", text => text), (Magister.Cli.Output.TableColumn.Text("again"), text => text));

        new Printer(output, onTerminal).Table(table);

        Assert.Contains("[bold]x[/]", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[2J", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.Equal(onTerminal, output.ToString().Contains('│', StringComparison.Ordinal));
    }

    [Fact]
    public void PlainTable_AlignsNumbersRightAndWordsLeft()
    {
        var table = TableView.Create([(1, "one"), (22, "x")], (TableColumn.Number("n"), row => $"{row.Item1}"), ("word", row => row.Item2));

        Assert.Equal([" n  word", " 1  one", "22  x"], PlainTable.Lines(table));
    }

    [Theory]
    [InlineData("2h", "2026-08-01T10:00:00Z")]
    [InlineData("90s", "2026-08-01T11:58:30Z")]
    [InlineData("1d12h30m", "2026-07-30T23:30:00Z")]
    [InlineData("2026-07-31", "2026-07-31T00:00:00Z")]
    [InlineData("2026-07-31T10:00", "2026-07-31T10:00:00Z")]
    [InlineData("2026-07-31T10:00+02:00", "2026-07-31T08:00:00Z")]
    [InlineData("", null)]
    [InlineData("0h", null)]
    [InlineData("-2h", null)]
    [InlineData("2 h", null)]
    [InlineData("h", null)]
    [InlineData("999999d", null)]
    [InlineData("yesterday", null)]
    public void Since_IsAnAgoOrATime(string text, string? moment) =>
        Assert.Equal(moment is null ? null : DateTimeOffset.Parse(moment), SinceText.Parse(text, now));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("100000", 100_000)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("100001", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1.5", null)]
    [InlineData("", null)]
    public void ScaleNumber_IsWholeAndInBounds(string text, int? number)
    {
        Assert.Equal(number, ScaleNumber.Parse(text, out var problem));
        Assert.Equal(number is null, problem is not null);
        Assert.Equal(text == "0", problem?.Contains("magister drain", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(5, "5 s")]
    [InlineData(65, "1 min 5 s")]
    [InlineData(7_500, "2 h 5 min")]
    [InlineData(100_000, "1 d 3 h")]
    [InlineData(-3, "0 s")]
    public void Span_HasTwoUnits(int seconds, string words) => Assert.Equal(words, Figures.Span(TimeSpan.FromSeconds(seconds)));
}
