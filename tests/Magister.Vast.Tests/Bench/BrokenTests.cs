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

    private static async Task<int> AskAsync(StandIn server)
    {
        using var client = new TcpClient(server.Address.Host, server.Address.Port);
        await client.GetStream().WriteAsync("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"u8.ToArray());
        return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
