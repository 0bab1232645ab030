using System.Net;
using Magister.Vast.Sending;

namespace Magister.Vast.Tests.Sending;

public sealed class ProxyInUseTests
{
    private static readonly Uri Vast = new("https://console.vast.ai/api/v0/bundles/");

    [Theory]
    [InlineData("http://proxy.example:3128", "proxy.example:3128")]
    [InlineData("http://me:secret@10.0.0.1", "10.0.0.1:80")]
    [InlineData("http://me:secret@[fd00::1]:3128", "[fd00::1]:3128")]
    public void Text_ThroughAProxy_NamesHostAndPortAlone(string proxy, string expected) =>
        Assert.Equal($" through the proxy {expected}", ProxyInUse.Text(Vast, new WebProxy(new Uri(proxy))));

    [Fact]
    public void Text_WithoutAProxy_IsEmpty()
    {
        Assert.Empty(ProxyInUse.Text(Vast, new WebProxy()));
        Assert.Empty(ProxyInUse.Text(Vast, new WebProxy("http://proxy.example:3128", BypassOnLocal: false, [@"console\.vast\.ai"])));
    }
}
