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

    private static Answer Read(byte[] body) => Answer.Read(401, body, new ForeignText("secret"));

    private static void ReadAndDispose(byte[] page)
    {
        using var answer = Read(page);
        Assert.NotNull(answer.Body);
    }
}
