using System.Net;
using Magister.Fleet;

namespace Magister.Tests.Configuration;

public sealed class AccessReadingTests
{
    private const string Good = "0123456789abcdef";

    [Fact]
    public void Unset_NothingIsSignedAskedForOrMoved()
    {
        var settings = Configured.Settings("");
        Assert.Null(settings.Fleet.Onstart.Secret);
        Assert.Null(settings.Access.Token);
        Assert.Null(settings.Access.Admin);
    }

    [Theory]
    [InlineData("ENDPOINT_SECRET")]
    [InlineData("OPERATOR_TOKEN")]
    public void Secrets_ComeFromFileVariableOrTheirOwnFile_AndAreNeverShown(string variable)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $" {Good}-in-a-file\n");
        Assert.True(IsSet(Configured.Settings($"{variable.ToLowerInvariant()} = \"{Good}\""), variable));
        Assert.True(IsSet(Configured.Settings("", (variable, Good)), variable));
        var settings = Configured.Settings($"{variable.ToLowerInvariant()} = \"{Good}-not-this\"", ($"{variable}_FILE", file));
        Assert.True(IsSet(settings, variable));
        Assert.Equal("a ••• b", settings.Secrets.Masked($"a {Good}-in-a-file b"));
        File.Delete(file);
        Assert.Contains(file, Assert.Single(Configured.Problems("", ($"{variable}_FILE", file))), StringComparison.Ordinal);
        foreach (var bad in new[] { "too-short-15-chr", "it has blanks in it that should not be", "umläute-gehören-nicht-hinein" })
        {
            var given = bad == "too-short-15-chr" ? bad[..15] : bad;
            var problem = Assert.Single(Configured.Problems("", (variable, given)));
            Assert.Contains(variable, problem, StringComparison.Ordinal);
            Assert.DoesNotContain(given, problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1:8556", 8556, "127.0.0.1")]
    [InlineData("[::1]:8556", 8556, "::1")]
    [InlineData(":8556", 8556, "")]
    public void AdminAddress_IsReadAsAddressAndPort(string given, int port, string address)
    {
        var admin = Configured.Settings("", ("ADMIN_ADDR", given)).Access.Admin!;
        Assert.Equal((given, port, address), (admin.Text, admin.Port, string.Join(',', admin.Addresses)));
    }

    [Fact]
    public void AdminAddress_OfAName_IsWhereTheNameLeads() =>
        Assert.Contains(IPAddress.Loopback, Configured.Settings("", ("ADMIN_ADDR", "localhost:8556")).Access.Admin!.Addresses);

    [Theory]
    [InlineData("8556")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:port")]
    [InlineData("::1:8556")]
    [InlineData("http://127.0.0.1:8556")]
    [InlineData("two words:8556")]
    [InlineData(":8555")]
    [InlineData("127.0.0.1:8555")]
    public void AdminAddress_ThatIsNone_IsOneProblemThatNamesIt(string given)
    {
        var problem = Assert.Single(Configured.Problems("", ("ADMIN_ADDR", given)));
        Assert.Contains("admin_addr (ADMIN_ADDR)", problem, StringComparison.Ordinal);
        Assert.Contains(given, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9/32", null)]
    [InlineData("::ffff:203.0.113.9, 10.0.0.0/8", "203.0.113.9/32,10.0.0.0/8", null)]
    [InlineData("2001:db8::/32,Hierophant", "2001:db8::/32,203.0.113.8/32", null)]
    [InlineData("hierophant", "", "hierophant.example")]
    public void DropOrigins_AreReadAsNetworksAndAName(string given, string networks, string? name)
    {
        var origins = Configured.Settings("", ("ENDPOINT_SECRET", Good), ("DROP_ALLOWED_FROM", given), ("HIEROPHANT_IP", name ?? "203.0.113.8")).Access.DropAllowedFrom!;
        Assert.Equal((networks, name), (string.Join(',', origins.Networks), origins.HierophantName));
    }

    [Theory]
    [InlineData("hierophants")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113")]
    public void DropOrigins_ThatAreNone_AreAProblemThatNamesThem(string given)
    {
        var problem = Assert.Single(Configured.Problems("", ("ENDPOINT_SECRET", Good), ("DROP_ALLOWED_FROM", given)));
        Assert.Contains("drop_allowed_from (DROP_ALLOWED_FROM)", problem, StringComparison.Ordinal);
        Assert.Contains(given, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void DropOrigins_WithoutASecret_AreAProblemThatNamesBoth()
    {
        var problem = Assert.Single(Configured.Problems("", ("DROP_ALLOWED_FROM", "hierophant")));
        Assert.Contains("drop_allowed_from (DROP_ALLOWED_FROM)", problem, StringComparison.Ordinal);
        Assert.Contains("endpoint_secret (ENDPOINT_SECRET", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_ThatASignatureMakesTooLong_IsAProblem()
    {
        const string shortest = "ssh-ed25519 A";
        var room = Onstart.MaxLength - Onstart.LongestFor(Configured.Settings("", ("CONTEMPLANT_PULSE_SECS", "0"), ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", shortest)).Fleet.Onstart);
        var keys = shortest + new string('A', room);
        Configured.Settings("", ("CONTEMPLANT_PULSE_SECS", "0"), ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", keys));
        Assert.Contains("4048", Assert.Single(Configured.Problems("", ("CONTEMPLANT_PULSE_SECS", "0"), ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", keys), ("ENDPOINT_SECRET", Good))), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_AreMaskedWhereverTheyStand() => Assert.Equal(
        "GET http://a/verify/7?sig=••• - 200",
        Configured.Settings("", ("ENDPOINT_SECRET", Good)).Secrets.Masked("GET http://a/verify/7?sig=73094d108ff279a22335430e5dffddc8 - 200"));

    private static bool IsSet(Magister.Configuration.MagisterSettings settings, string variable) =>
        (variable is "OPERATOR_TOKEN" ? (object?)settings.Access.Token : settings.Fleet.Onstart.Secret) is not null;
}
