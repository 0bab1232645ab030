using System.IO.Compression;
using System.Text;
using Magister.Endpoints.Answers;

namespace Magister.Tests.Endpoints.Answers;

public sealed class NegotiationTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"gpu\":\"RTX 4090\"},", 200)));
    private readonly StoredAnswer answer = new(Content);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("identity", "")]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("BR", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", "")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("br;q=0, *;q=0", "")]
    [InlineData("zstd", "")]
    [InlineData(";;;", "")]
    public void Form_IsTheOneThatIsWantedMost(string? accepted, string encoding)
    {
        Assert.Equal(encoding, Negotiation.Choose(answer, accepted).Encoding.ToString());
    }

    [Fact]
    public void Forms_AreTheSameContent_EachWithATagOfItsOwn()
    {
        Assert.Equal(Content, answer.Plain.Content);
        Assert.Equal(Content, Read(new GZipStream(new MemoryStream(answer.Gzip.Content), CompressionMode.Decompress)));
        Assert.Equal(Content, Read(new BrotliStream(new MemoryStream(answer.Brotli.Content), CompressionMode.Decompress)));
        Assert.Equal(3, new[] { answer.Plain.Tag, answer.Gzip.Tag, answer.Brotli.Tag }.Distinct().Count());
        Assert.True(answer.Gzip.Content.Length < Content.Length / 4 && answer.Brotli.Content.Length < Content.Length / 4);
    }

    [Fact]
    public void Tag_ChangesWithTheContentAndWithNothingElse()
    {
        Assert.Equal(answer.Plain.Tag, new StoredAnswer([.. Content]).Plain.Tag);
        Assert.NotEqual(answer.Plain.Tag, new StoredAnswer([.. Content, 0]).Plain.Tag);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("\"tag\"", true)]
    [InlineData("W/\"tag\"", true)]
    [InlineData("\"other\", \"tag\"", true)]
    [InlineData("*", true)]
    [InlineData("\"tag-br\"", false)]
    [InlineData("tag", false)]
    public void Tag_ThatSomebodyHas_IsKnown(string? known, bool isKnown)
    {
        Assert.Equal(isKnown, Negotiation.IsKnown("\"tag\"", known));
    }

    [Theory]
    [InlineData(null, null, 10_000, 0)]
    [InlineData("1", "0", 1, 0)]
    [InlineData("10000", "9223372036854775807", 10_000, long.MaxValue)]
    public void Page_ThatMakesSense_IsRead(string? limit, string? after, int number, long id)
    {
        Assert.Equal((new PageQuery(number, id), null), PageQuery.Read(limit, after));
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("10001", null)]
    [InlineData("", null)]
    [InlineData("ten", null)]
    [InlineData("1", "-1")]
    [InlineData("1", "x")]
    [InlineData(null, "99999999999999999999")]
    public void Page_ThatMakesNone_IsAProblem(string? limit, string? after)
    {
        var (page, problem) = PageQuery.Read(limit, after);
        Assert.Null(page);
        Assert.NotNull(problem);
    }

    private static byte[] Read(Stream stream)
    {
        using var content = new MemoryStream();
        using (stream) stream.CopyTo(content);
        return content.ToArray();
    }
}
