using System.Net;
using Magister.Access;
using Magister.Access.Tokens;
using Magister.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Tests.Access;

public sealed class AccessPolicyTests
{
    private const string Token = "an-operators-token-of-some-length";

    private static readonly AccessSettings Open = new();
    private static readonly AccessSettings Guarded = new() { Token = new OperatorToken(Token) };
    private static readonly AccessSettings Split = new() { Admin = new AdminAddress(":9000", 9000, []) };

    [Theory]
    [InlineData("Callers", "Admitted")]
    [InlineData("Strangers", "Admitted")]
    [InlineData("Readers", "MissingToken")]
    [InlineData("Operators", "MissingToken")]
    public void WithAToken_WhoShowsNone_GetsWhatIsForCallersAndStrangers(string audience, string expected) =>
        Assert.Equal(expected, Decide(audience, Guarded, Request()));

    [Theory]
    [InlineData(Token, "Admitted")]
    [InlineData("an-operators-token-of-some-lengtH", "WrongToken")]
    [InlineData("an-operators-token-of-some-lengt", "WrongToken")]
    [InlineData("", "WrongToken")]
    public void WithAToken_ABearer_IsAsGoodAsItsToken(string given, string expected)
    {
        var request = Request(("Authorization", $"bearer {given}"));
        Assert.Equal(expected, Decide("Readers", Guarded, request));
        Assert.Equal(expected, Decide("Operators", Guarded, request));
        Assert.Equal("Admitted", Decide("Callers", Guarded, request));
    }

    [Fact]
    public void WithAToken_ABrowserThatWantsAPage_IsSentToLogIn()
    {
        Assert.Equal("LogIn", Decide("Readers", Guarded, Request(("Accept", "text/html,*/*;q=0.8"))));
        Assert.Equal("MissingToken", Decide("Readers", Guarded, Request(("Accept", "text/event-stream"))));
        Assert.Equal("MissingToken", Decide("Operators", Guarded, Request("POST", ("Accept", "text/html"))));
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:8555", null, "Admitted")]
    [InlineData("::1", "[::1]:8555", null, "Admitted")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", null, "Admitted")]
    [InlineData("203.0.113.9", "localhost:8555", null, "NotLocal")]
    [InlineData("127.0.0.1", "evil.example:8555", null, "NotLocal")]
    [InlineData("127.0.0.1", "localhost.evil.example", null, "NotLocal")]
    [InlineData("127.0.0.1", "localhost:8555", "X-Forwarded-For", "NotLocal")]
    [InlineData("127.0.0.1", "localhost:8555", "Via", "NotLocal")]
    public void WithoutAToken_OnlyThisMachineSteers(string remote, string host, string? header, string expected)
    {
        var request = header is null ? Request("POST") : Request("POST", (header, "x"));
        request.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        request.Request.Host = new HostString(host);
        Assert.Equal(expected, Decide("Operators", Open, request));
        Assert.Equal("Admitted", Decide("Readers", Open, request));
    }

    [Theory]
    [InlineData(null, null, "Admitted", "Admitted")]
    [InlineData("http://localhost:8555", null, "Admitted", "Admitted")]
    [InlineData("https://localhost:8555", null, "Admitted", "Admitted")]
    [InlineData("http://localhost:8556", null, "ForeignPage", "ForeignPage")]
    [InlineData("http://evil.example", null, "ForeignPage", "ForeignPage")]
    [InlineData("null", null, "ForeignPage", "Admitted")]
    [InlineData("null", "same-origin", "Admitted", "Admitted")]
    [InlineData(null, "none", "Admitted", "Admitted")]
    [InlineData(null, "cross-site", "ForeignPage", "ForeignPage")]
    [InlineData("http://localhost:8555", "same-site", "ForeignPage", "ForeignPage")]
    public void Changes_FromAPageOfSomebodyElse_AreRefused(string? origin, string? site, string operators, string strangers)
    {
        (string, string)[] headers = [.. new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!))];
        Assert.Equal(operators, Decide("Operators", Open, Request("POST", headers)));
        Assert.Equal(operators, Decide("Callers", Open, Request("DELETE", headers)));
        Assert.Equal(strangers, Decide("Strangers", Guarded, Request("POST", headers)));
        Assert.Equal("Admitted", Decide("Readers", Open, Request("GET", headers)));
    }

    [Theory]
    [InlineData("Callers", 8555, "Admitted")]
    [InlineData("Readers", 8555, "NotHere")]
    [InlineData("Strangers", 8555, "NotHere")]
    [InlineData("Operators", 8555, "NotHere")]
    [InlineData(null, 8555, "NotHere")]
    [InlineData("Callers", 9000, "Admitted")]
    [InlineData("Readers", 9000, "Admitted")]
    [InlineData("Operators", 9000, "Admitted")]
    [InlineData(null, 9000, "Admitted")]
    public void WithAnAddressForOperators_TheOtherPortIsForCallersAlone(string? audience, int port, string expected)
    {
        var request = Request();
        request.Connection.LocalPort = port;
        Assert.Equal(expected, Decide(audience, Split, request));
    }

    [Theory]
    [InlineData("Readers", "GET", "Admitted")]
    [InlineData("Operators", "GET", "Admitted")]
    [InlineData("Operators", "HEAD", "Admitted")]
    [InlineData("Operators", "POST", "ReadOnly")]
    [InlineData("Operators", "DELETE", "ReadOnly")]
    [InlineData("Callers", "DELETE", "Admitted")]
    [InlineData("Strangers", "POST", "Admitted")]
    public void WithATokenForReading_NothingIsChanged(string audience, string method, string expected)
    {
        var directory = Directory.CreateTempSubdirectory("magister-policy-");
        var file = Path.Combine(directory.FullName, "tokens.json");
        File.WriteAllText(file, $$"""{"tokens":[{"name":"wall","role":"read","sha256":"{{Convert.ToHexString(AccessToken.DigestOf("for-reading"))}}","created":"2026-11-29T00:00:00Z"}]}""");

        Assert.Equal(expected, Decide(audience, new AccessSettings { TokensFile = new TokensPath(file, IsNamed: false) }, Request(method, ("Authorization", "Bearer for-reading"))));
        directory.Delete(recursive: true);
    }

    private static string Decide(string? audience, AccessSettings settings, HttpContext context)
    {
        var visits = new OngoingVisits(TimeProvider.System);
        using var tokens = new TokenBook(settings, visits, TimeProvider.System, NullLogger<TokenBook>.Instance);
        var sessions = new Sessions(tokens, new SessionKey(() => new byte[32]), visits, TimeProvider.System);
        return AccessPolicy.Decide(audience is null ? null : Enum.Parse<Audience>(audience), new RequestCredentials(context, settings, tokens, sessions), settings).ToString();
    }

    private static DefaultHttpContext Request(params (string Name, string Value)[] headers) => Request("GET", headers);

    private static DefaultHttpContext Request(string method, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Host = new HostString("localhost:8555");
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Connection.LocalPort = 8555;
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        return context;
    }
}
