using System.Net;
using System.Net.Sockets;
using Magister.Cli.Checks;

namespace Magister.Tests.Cli;

/// <summary>A host name for this Magister is checked by the addresses it resolves to.</summary>
public sealed class NameChecksTests
{
    [Theory]
    [InlineData("10.1.2.3", "private")]
    [InlineData("127.0.1.1", "loopback")]
    [InlineData("169.254.3.4", "link-local")]
    [InlineData("fd00::7", "private")]
    [InlineData("203.0.113.7, 192.168.0.9", "private")]
    public async Task Name_ThatLeadsWhereInstancesCannotReach_IsWarnedOf_UnlessVastIsNoFurther(string addresses, string kind)
    {
        var warning = Assert.Single(await WarnAsync("https://magister.example:8555", "https://vast.example", ("magister.example", addresses), ("vast.example", "203.0.113.1")));
        Assert.StartsWith("this_magister_addr (THIS_MAGISTER_ADDR): magister.example resolves here to ", warning, StringComparison.Ordinal);
        Assert.Contains($"{addresses.Split(", ")[^1]} ({kind})", warning, StringComparison.Ordinal);
        Assert.Empty(await WarnAsync("https://magister.example", "http://127.0.0.1:8000", ("magister.example", addresses)));
        Assert.Empty(await WarnAsync("https://magister.example", "http://vast.example", ("magister.example", addresses), ("vast.example", "10.0.0.1")));
    }

    [Theory]
    [InlineData("https://magister.example")]
    [InlineData("https://nowhere.example")]
    [InlineData("http://10.0.0.1:8555")]
    [InlineData("http://[fd00::1]:8555")]
    [InlineData("http://localhost:8555")]
    public async Task Name_ThatMayBeReached_OrIsToldOfElsewhere_IsNotWarnedOf(string address) =>
        Assert.Empty(await WarnAsync(address, "https://vast.example", ("magister.example", "203.0.113.7, 2001:db8::7"), ("localhost", "127.0.0.1"), ("vast.example", "203.0.113.1")));

    private static async Task<IReadOnlyList<string>> WarnAsync(string address, string vast, params (string Name, string Addresses)[] names) =>
        await new NameChecks((host, _) => names.FirstOrDefault(name => name.Name == host).Addresses is { } found
            ? Task.FromResult(found.Split(", ").Select(IPAddress.Parse).ToArray())
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound))).WarnAsync(address, new Uri(vast), CancellationToken.None);
}
