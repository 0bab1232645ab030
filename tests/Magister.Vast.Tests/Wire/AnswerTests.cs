using System.Text;
using Magister.Vast.Wire;

namespace Magister.Vast.Tests.Wire;

public sealed class AnswerTests
{
    private const string Row = """{"id":31000001,"gpu_name":"RTX 4090","geolocation":"Sweden, SE","dph_total":0.33,"actual_status":"running"}""";

    [Fact]
    public void LongAnswer_IsTakenApartInMemoryThatIsGivenBack()
    {
        var page = Encoding.UTF8.GetBytes($$"""{"instances":[{{string.Join(',', Enumerable.Repeat(Row, 2000))}}]}""");
        ReadAndDispose(page);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAndDispose(page);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < page.Length / 4, $"{allocated} bytes for a page of {page.Length}");
    }

    [Fact]
    public void Answer_AfterItIsDisposedOf_StillSaysWhatItSaid()
    {
        var answer = Read("""{"success":false,"error":"auth_error","msg":"Invalid key"}"""u8.ToArray());
        answer.Dispose();
        Assert.Equal("HTTP 401: auth_error: Invalid key", answer.Reason);
        Assert.True(answer.SaysAny("invalid key"));
    }

    [Theory]
    [InlineData("error code: 1010", "HTTP 401: error code: 1010")]
    [InlineData("error code: 1010 of 4f6e2c51a09b", "HTTP 401")]
    [InlineData("<p>error code: 1010</p>", "HTTP 401")]
    public void Reason_OfTheEdgesPlainText_SaysItsCodeAndNothingElse(string body, string reason)
    {
        using var answer = Read(Encoding.UTF8.GetBytes(body));
        Assert.Equal(reason, answer.Reason);
    }

    [Theory]
    [InlineData("{} {}")]
    [InlineData("{}]")]
    [InlineData("[1")]
    [InlineData("")]
    public void Body_WithMoreOrLessThanOneValue_IsNoJson(string body)
    {
        using var answer = Read(Encoding.UTF8.GetBytes(body));
        Assert.Null(answer.Body);
        Assert.Equal(body, Encoding.UTF8.GetString(answer.NoJson.Span));
    }

    [Theory]
    [InlineData("""{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN \" Infinity"}""", """{"a":null,"b":[null,null],"c":"NaN \" Infinity"}""")]
    [InlineData("NaN", "null")]
    public void Body_WithBareNumbers_ReadsThemAsNull(string body, string expected)
    {
        using var answer = Read(Encoding.UTF8.GetBytes(body));
        Assert.Equal(expected, answer.Body?.GetRawText());
        Assert.True(answer.HasBareNumbers);
    }

    [Theory]
    [InlineData("""{"a":"NaN"}""", true)]
    [InlineData("""{"a":NaN""", false)]
    [InlineData("Infinity and beyond", false)]
    public void Body_WithNoneOutsideOfTexts_IsAsItIs(string body, bool isJson)
    {
        using var answer = Read(Encoding.UTF8.GetBytes(body));
        Assert.Equal(isJson, answer.Body is not null);
        Assert.False(answer.HasBareNumbers);
    }

    [Theory]
    [InlineData(429, 20.0, "{}", 20.0)]
    [InlineData(503, 20.0, "<html></html>", 20.0)]
    [InlineData(503, null, """{"retry_after":7.5}""", 7.5)]
    [InlineData(429, 86400.0, "{}", 600.0)]
    [InlineData(429, -5.0, "{}", null)]
    [InlineData(429, null, "{}", null)]
    [InlineData(500, 20.0, "{}", null)]
    public void RetryAfter_OfAnyAnswer_IsKeptUpToTenMinutes(int status, double? header, string body, double? expected)
    {
        var headers = new AnswerHeaders(header is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TimeSpan.Zero, null);
        using var answer = Answer.Read(status, Encoding.UTF8.GetBytes(body), new ForeignText("secret"), headers);
        Assert.Equal(expected, answer.RetryAfter?.TotalSeconds);
    }

    private static Answer Read(byte[] body) => Answer.Read(401, body, new ForeignText("secret"));

    private static void ReadAndDispose(byte[] page)
    {
        using var answer = Read(page);
        Assert.NotNull(answer.Body);
    }
}
