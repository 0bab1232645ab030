using System.Text;
using System.Text.Json;
using Magister.Fleet.Facts;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;

namespace Magister.Journal.Tests.Lines;

public sealed class FactRoundTripTests
{
    public static TheoryData<string> KindNames => [.. FilledFacts.Kinds.Select(kind => kind.Name)];

    [Fact]
    public void EveryFact_IsRegisteredHere() => Assert.Equal(
        FilledFacts.Kinds.Select(kind => (kind, (object?)kind.Name)),
        FactKinds.All
            .Select(kind => (kind.DerivedType, kind.TypeDiscriminator))
            .OrderBy(kind => kind.DerivedType.Name, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Fact_WithAllOrNoOptionalFields_ComesBackEqual(string kindName)
    {
        var kind = FilledFacts.Kinds.Single(kind => string.Equals(kind.Name, kindName, StringComparison.Ordinal));
        for (var seed = 0; seed < 60; seed++)
        {
            var fact = new Recorded(seed + 1, At(seed), new FilledFacts(new Random(seed), seed % 3 == 0).Make(kind));
            var line = Write(fact);
            Assert.Equal((fact, null), LineReader.Fact(line, fact.Sequence));
            Assert.Equal(line, Write(LineReader.Fact(line, fact.Sequence).Fact!));
        }
    }

    [Fact]
    public void Line_OfAnyText_HasNoLineBreakInsideAndIsJson()
    {
        foreach (var text in FilledFacts.OddTexts.Append("\ud800").Append("a\udc00b\ud83d"))
        {
            var line = Write(new Recorded(1, At(1), new DropRequested(7, null, text)));
            Assert.DoesNotContain(line, value => value < ' ');
            Assert.True(LineSeal.Holds(line));
            using var json = JsonDocument.Parse(line);
            Assert.Equal("DropRequested", json.RootElement.GetProperty("fact").GetProperty("kind").GetString());
        }
    }

    [Fact]
    public void Text_WithHalfACharacter_ComesBackWithAReplacement()
    {
        var line = Write(new Recorded(1, At(1), new DropRequested(7, null, "a\ud800b")));
        Assert.Equal(new DropRequested(7, null, "a\ufffdb"), LineReader.Fact(line, 1).Fact!.Fact);
    }

    [Fact]
    public void Line_OfAKnownFact_LooksLikeThis()
    {
        var at = new DateTimeOffset(2026, 11, 21, 5, 24, 37, TimeSpan.FromHours(2)).AddTicks(1234567);
        var line = Encoding.UTF8.GetString(Write(new Recorded(12, at, new DropRequested(7, 31, "zu früh \"x\""))));
        Assert.Equal(
            """{"seq":12,"at":"2026-11-21T03:24:37.1234567Z","fact":"""
            + """{"kind":"DropRequested","offerId":7,"instanceId":31,"reason":"zu früh \"x\""},"crc":"5aabc791"}""",
            line);
    }

    [Fact]
    public void Line_LeavesOutNullsAndWhatIsDerived()
    {
        var story = new FleetStory(1, 3);
        story.Take(60);
        var lines = new LineWriter();
        lines.Snapshot(story.State);
        var text = Encoding.UTF8.GetString(lines.Written);
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
        Assert.DoesNotContain("shouldDrop", text, StringComparison.Ordinal);
        Assert.DoesNotContain("isUncertain", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"instanceId":7}""")]
    [InlineData("""{"kind":"SeenAgain"}""")]
    [InlineData("""{"kind":"SeenAgain","instanceId":null}""")]
    [InlineData("""{"kind":"SeenAgain","instanceId":7,"more":1}""")]
    [InlineData("""{"kind":"SeenAgain","instanceId":7,"instanceId":8}""")]
    [InlineData("""{"kind":"DestroyFailed","instanceId":7}""")]
    [InlineData("""{"kind":"DestroyFailed","instanceId":7,"reason":null}""")]
    [InlineData("""{"kind":"DestroyFailed","instanceId":7,"reason":"\ud800"}""")]
    [InlineData("""{"kind":"LeaseKept","lease":{"instanceId":1}}""")]
    [InlineData("null")]
    public void Fact_ThatIsNotExactlyOne_IsRefused(string fact) => AssertRefused(
        $$"""{"seq":1,"at":"2026-11-21T03:24:37Z","fact":{{fact}}}""", "it is not a fact");

    [Theory]
    [InlineData("""{"seq":1,"at":"yesterday","fact":{"kind":"SeenAgain","instanceId":7}}""")]
    [InlineData("""{"seq":1,"fact":{"kind":"SeenAgain","instanceId":7}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Line_ThatIsNotExactlyOne_IsRefused(string line) => AssertRefused(line, "it is not a fact");

    [Fact]
    public void Line_OfAnUnknownKindOrOutOfTurn_IsRefusedAsSuch()
    {
        AssertRefused(
            """{"seq":1,"at":"2026-11-21T03:24:37Z","fact":{"kind":"Bribed","to":7}}""",
            "its kind of fact, \"Bribed\", is unknown to this Magister");
        AssertRefused(
            """{"seq":3,"at":"2026-11-21T03:24:37Z","fact":{"kind":"SeenAgain","instanceId":7}}""",
            "it has the number 3 where 1 is due");
    }

    [Fact]
    public void Fact_LongerThanAny_IsNotWritten()
    {
        var lines = new LineWriter();
        lines.Fact(new Recorded(1, At(1), new Started(1)));
        var before = lines.Written.ToArray();
        var tooLong = new Recorded(2, At(1), new DropRequested(1, 1, new string('x', LineWriter.LongestFact)));
        Assert.Throws<ArgumentException>(() => lines.Fact(tooLong));
        Assert.Equal(before, lines.Written.ToArray());
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xe3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Checksum_IsCrc32C(string text, uint expected) => Assert.Equal(expected, Crc32C.Compute(Encoding.UTF8.GetBytes(text)));

    private static void AssertRefused(string line, string problem) =>
        Assert.Equal((null, problem), LineReader.Fact(Encoding.UTF8.GetBytes(line), 1));

    private static DateTimeOffset At(int seed) => new(638_999_999_999_999_999 + seed, TimeSpan.Zero);

    private static byte[] Write(Recorded fact)
    {
        var lines = new LineWriter();
        lines.Fact(fact);
        return lines.Written[..^1].ToArray();
    }
}
