using System.Net;
using Magister.Access;
using Magister.Configuration;
using Magister.Tests.Configuration;
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
    public async Task Address_InOneOfTheNetworks_IsAllowed(string address, bool expected) => Assert.Equal(
        expected, await AllowsAsync(Of(new DropOrigins([IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8::/32")], null)), address));

    [Fact]
    public async Task WithoutTheSetting_EveryAddressIsAllowed() => Assert.True(await AllowsAsync(Of((DropOrigins?)null), "203.0.113.9"));

    [Fact]
    public async Task HierophantsName_NotLookedUpYet_IsLookedUpForTheDrop()
    {
        using var sources = Of(new DropOrigins([], "localhost"));
        Assert.False(await AllowsAsync(sources, "203.0.113.9"));
        Assert.True(await AllowsAsync(sources, "::ffff:127.0.0.1"));
    }

    [Fact]
    public async Task HierophantsName_ThatLeadsNowhere_IsAllowedFromNowhere()
    {
        using var sources = Of(new DropOrigins([], "nowhere.invalid"));
        Assert.False(await AllowsAsync(sources, "127.0.0.1"));
    }

    [Fact]
    public async Task Networks_ThatAReloadChanges_CountAtOnce()
    {
        var settings = InUse(new DropOrigins([IPNetwork.Parse("203.0.113.0/24")], null));
        using var sources = Of(settings);
        settings.Now = InUse(new DropOrigins([IPNetwork.Parse("198.51.100.0/24")], null)).Now;

        Assert.False(await AllowsAsync(sources, "203.0.113.9"));
        Assert.True(await AllowsAsync(sources, "198.51.100.9"));
    }

    private static Task<bool> AllowsAsync(DropSources sources, string address) => sources.AllowsAsync(IPAddress.Parse(address), CancellationToken.None).AsTask();

    private static DropSources Of(DropOrigins? origins) => Of(InUse(origins));

    private static DropSources Of(SettingsInUse settings) => new(settings, TimeProvider.System, NullLogger<DropSources>.Instance);

    private static SettingsInUse InUse(DropOrigins? origins) => new(Configured.Settings("") with { Access = new AccessSettings { DropAllowedFrom = origins } });
}
