using System.Net.Sockets;
using Magister.StandIns;

namespace Magister.Vast.Tests.Bench;

public sealed class BrokenTests
{
    [Fact]
    public async Task HangUp_ClosesInGoodOrder_AndAResetDoesNot()
    {
        await using var server = new StandIn().Then(Broken.ByHangUp(), Broken.ByReset());

        Assert.Equal(0, await AskAsync(server));
        await Assert.ThrowsAsync<IOException>(() => AskAsync(server));
    }

    [Fact]
    public async Task HalfAnAnswer_IsShorterThanItSays()
    {
        await using var server = new StandIn().Then(Broken.ByHang(Replies.Json(200, "{}")));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();

        Assert.True(answer.Content.Headers.ContentLength > 2);
        Assert.Equal("{}", $"{(char)body.ReadByte()}{(char)body.ReadByte()}");
    }

    private static async Task<int> AskAsync(StandIn server)
    {
        using var client = new TcpClient(server.Address.Host, server.Address.Port);
        await client.GetStream().WriteAsync("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"u8.ToArray());
        return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
