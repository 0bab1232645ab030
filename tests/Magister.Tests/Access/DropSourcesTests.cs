using System.Net;
using Magister.Access;
using Magister.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Tests.Access;

public sealed class DropSourcesTests
{
    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("203.0.114.9", false)]
    [InlineData("2001:db8::7", true)]
    [InlineData("2001:db9::7", false)]
    [InlineData("127.0.0.1", false)]
    public void Address_InOneOfTheNetworks_IsAllowed(string address, bool expected) => Assert.Equal(
        expected, Of(new DropOrigins([IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8::/32")], null)).Allows(IPAddress.Parse(address)));

    [Fact]
    public void WithoutTheSetting_EveryAddressIsAllowed() => Assert.True(Of(null).Allows(IPAddress.Parse("203.0.113.9")));

    [Fact]
    public async Task HierophantsName_IsFoundInTheBackground()
    {
        using var sources = Of(new DropOrigins([], "localhost"));
        Assert.False(sources.Allows(IPAddress.Loopback));
        await sources.StartAsync(CancellationToken.None);
        await EndToEnd.Eventually.IsTrueAsync("the name is found", () => sources.Allows(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.False(sources.Allows(IPAddress.Parse("203.0.113.9")));
        await sources.StopAsync(CancellationToken.None);
    }

    private static DropSources Of(DropOrigins? origins) => new(new AccessSettings { DropAllowedFrom = origins }, TimeProvider.System, NullLogger<DropSources>.Instance);
}
