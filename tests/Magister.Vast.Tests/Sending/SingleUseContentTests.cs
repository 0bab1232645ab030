using Magister.StandIns;
using Magister.Vast.Sending;

namespace Magister.Vast.Tests.Sending;

public sealed class SingleUseContentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public async Task Leaving_RequestGoesOut_IsCalledOnceOnANewConnectionAndOnAKeptOne(string body)
    {
        await using var vast = new StandIn();
        vast.Otherwise(Replies.Json(200, "{}"));
        using var http = new HttpClient(Connections.NewHandler());
        var left = 0;
        for (var request = 1; request <= 3; request++)
        {
            using var content = new SingleUseContent(System.Text.Encoding.UTF8.GetBytes(body), () => left++);
            using var message = new HttpRequestMessage(HttpMethod.Get, vast.Address) { Content = content };
            using var response = await http.SendAsync(message);
            await response.Content.ReadAsByteArrayAsync();
            Assert.Equal(request, left);
        }

        Assert.All(vast.Seen, seen => Assert.Equal($"{body.Length}", seen.Header("Content-Length")));
        Assert.All(vast.Seen, seen => Assert.Equal(body.Length > 0, seen.Header("Content-Type") is not null));
    }

    [Fact]
    public async Task CopyToAsync_SecondTime_IsRefused()
    {
        using var content = new SingleUseContent([1], () => { });
        await content.CopyToAsync(Stream.Null);
        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(Stream.Null));
    }
}
