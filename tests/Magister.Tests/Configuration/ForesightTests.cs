using System.Net;
using Magister.Configuration;

namespace Magister.Tests.Configuration;

/// <summary>Settings that would make every rent fail are reported before one is made.</summary>
public sealed class ForesightTests
{
    private static readonly (string Name, string Value) Prover = ("CONTEMPLANT_VMS", "risc0");

    [Fact]
    public void Provers_None_AreWarnedOf()
    {
        Assert.Contains("contemplant.provers (CONTEMPLANT_VMS)", Assert.Single(Configured.Warnings("")), StringComparison.Ordinal);
        Assert.Empty(Configured.Warnings("", Prover));
        Assert.Empty(Configured.Warnings("[[contemplant.provers]]\nvm = \"sp1\"\n"));
    }

    [Fact]
    public void Sp1WithCuda_WithoutAMoongateServer_IsWarnedOf()
    {
        (string, string)[] cuda = [("CONTEMPLANT_VMS", "sp1"), ("CONTEMPLANT_SP1_BACKEND", "cuda")];
        Assert.Contains("contemplant.moongate_endpoint (", Assert.Single(Configured.Warnings("", cuda)), StringComparison.Ordinal);
        Assert.Empty(Configured.Warnings("", [.. cuda, ("MOONGATE_ENDPOINT", "http://localhost:3000/twirp/")]));
    }

    [Theory]
    [InlineData("http://127.0.0.1", "loopback")]
    [InlineData("https://localhost:9000", "loopback")]
    [InlineData("http://[::1]", "loopback")]
    [InlineData("http://[::ffff:10.1.2.3]", "private")]
    [InlineData("http://10.0.0.1:8555", "private")]
    [InlineData("http://172.31.0.1", "private")]
    [InlineData("http://192.168.1.1", "private")]
    [InlineData("http://100.64.0.1", "private")]
    [InlineData("http://[fd00::1]", "private")]
    [InlineData("http://169.254.1.1", "link-local")]
    [InlineData("http://[fe80::1]", "link-local")]
    [InlineData("http://0.0.0.0", "unspecified")]
    [InlineData("http://[::]", "unspecified")]
    public void Address_ThatTheWorldCannotReach_IsWarnedOf_UnlessVastIsNoFurther(string address, string kind)
    {
        var warning = Assert.Single(Configured.Warnings("", Prover, ("THIS_MAGISTER_ADDR", address)));
        Assert.Contains("this_magister_addr (THIS_MAGISTER_ADDR)", warning, StringComparison.Ordinal);
        Assert.Contains($"({kind})", warning, StringComparison.Ordinal);
        Assert.Empty(Configured.Warnings("", Prover, ("THIS_MAGISTER_ADDR", address), ("VAST_BASE_URL", "http://127.0.0.1:8000")));
    }

    [Theory]
    [InlineData("http://203.0.113.7")]
    [InlineData("http://172.32.0.1")]
    [InlineData("http://[2001:db8::1]")]
    [InlineData("https://magister.example")]
    public void Address_ThatMayBeReached_IsNotWarnedOf(string address) => Assert.Empty(Configured.Warnings("", Prover, ("THIS_MAGISTER_ADDR", address)));

    [Theory]
    [InlineData("CONTEMPLANT_NAME", "contemplant.contemplant_name (")]
    [InlineData("CONTEMPLANT_MOONGATE_LOG_PATH", "contemplant.moongate_log_path (")]
    [InlineData("MOONGATE_ENDPOINT", "contemplant.moongate_endpoint (")]
    public void Value_ThatTheEntrypointBreaks_IsToldOfByItsKey(string variable, string names)
    {
        Assert.StartsWith(names, Assert.Single(Configured.Problems("", Prover, (variable, "it's"))), StringComparison.Ordinal);
        foreach (var value in new[] { "a\"b", "a$b", "a`b" }) Assert.StartsWith(names, Assert.Single(Configured.Warnings("", Prover, (variable, value))), StringComparison.Ordinal);
        Assert.Empty(Configured.Warnings("", Prover, (variable, "a b\\;&|<>*!%\tc")));
    }

    [Theory]
    [InlineData("CONTEMPLANT_PROVER_TYPE")]
    [InlineData("CONTEMPLANT_SSH_AUTHORIZED_KEYS")]
    public void Value_ThatTheEntrypointDoesNotQuoteAnew_MayHoldAnything(string variable) => Assert.Empty(Configured.Warnings("", Prover, (variable, "it's \"$me\" `x`")));

    [Fact]
    public void ProversEndpoint_WithAQuote_IsAProblemThatNamesTheTable() => Assert.StartsWith(
        "contemplant.provers, moongate_endpoint", Assert.Single(Configured.Problems("[[contemplant.provers]]\nvm = \"sp1\"\nmoongate_endpoint = \"http://it's\"\n")), StringComparison.Ordinal);

    [Fact]
    public void Kind_OfAnIPv4AddressMappedToIPv6_IsTheIPv4Addresss() => Assert.Equal("loopback", AddressKind.WhyClosed(IPAddress.Parse("::ffff:127.0.0.1")));
}
