using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

/// <summary>Access to the real program, tried from outside.</summary>
public sealed class AccessTests
{
    private const string Token = "an-operators-token-4711";
    private const string Wrong = "an-operators-token-4712";

    private static readonly (string Method, string Path)[] ForReaders =
        [("GET", "summary"), ("GET", "instances"), ("GET", "events"), ("GET", "events/stream"), ("GET", "metrics"), ("GET", "status")];

    private static readonly (string Method, string Path)[] ForOperators = [("POST", "pause"), ("POST", "resume"), ("POST", "drain"), ("POST", "scale"), ("DELETE", "instances/5"), ("GET", "instances/5/logs")];

    [Fact]
    public async Task Token_IsWantedByEveryRouteButThoseOfCallersAndStrangers()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token), ("LOG_LEVEL", "trace"));
        using var caller = new Caller(world.Address);
        foreach (var (method, path) in ForReaders.Concat(ForOperators))
        {
            var refused = await caller.SendAsync(method, path);
            Assert.True(HttpStatusCode.Unauthorized == refused.Status, $"{method} {path}: {refused.Status}");
            Assert.Equal(("Bearer", "application/problem+json"), (refused.Headers["WWW-Authenticate"], refused.Headers["Content-Type"]));
            Assert.Equal(401, JsonDocument.Parse(refused.Body).RootElement.GetProperty("status").GetInt32());
        }

        foreach (var path in new[] { "healthz", "verify/5", "login", "login.css", "session" }) Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", path));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("DELETE", "drop/5"));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "summary", Caller.Bearer(Wrong)));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "session", Caller.Bearer(Wrong)));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "summary", Caller.Bearer(Token)));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "pause", Caller.Bearer(Token)));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "resume", Caller.Bearer(Token)));
        Assert.Equal("""{"operator":true,"token_configured":true,"can_log_in":false,"name":"operator","role":"operate"}""", (await caller.GetAsync("session", Caller.Bearer(Token))).Body);
        Assert.Equal("""{"operator":false,"token_configured":true,"can_log_in":true,"name":null,"role":null}""", (await caller.GetAsync("session")).Body);

        var metrics = (await caller.GetAsync("metrics", Caller.Bearer(Token))).Body;
        Assert.Contains("magister_requests_refused_total{because=\"wrong_token\"} 2", metrics, StringComparison.Ordinal);
        Assert.Contains($"magister_requests_refused_total{{because=\"missing_token\"}} {ForReaders.Length + ForOperators.Length}", metrics, StringComparison.Ordinal);
        await magister.TerminateAsync();
        var shown = magister.Output + await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl")) + metrics;
        Assert.Contains("Wrong token in GET /summary", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, shown, StringComparison.Ordinal);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task LogIn_ByTheForm_BringsASessionThatLoggingOutEnds()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token), ("LOG_LEVEL", "trace"));
        using var caller = new Caller(world.Address);
        var sent = await caller.GetAsync("status?x=1", ("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.Redirect, "/login?next=%2Fstatus%3Fx%3D1"), (sent.Status, sent.Headers["Location"]));
        var page = await caller.GetAsync("login?next=/%22%3E%3Cscript%3E");
        Assert.Contains("name=\"next\" value=\"/&quot;&gt;&lt;script&gt;\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var refused = await caller.SendAsync("POST", "login", Caller.Form(("token", Wrong), ("next", "/status")));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Contains("That is not the token.", refused.Body, StringComparison.Ordinal);
        Assert.False(refused.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("POST", "login"));

        var home = await caller.SendAsync("POST", "login", Caller.Form(("token", Token), ("next", "//evil.example")), ("Origin", "null"));
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (home.Status, home.Headers["Location"]));
        var entered = await caller.SendAsync("POST", "login", Caller.Form(("token", Token), ("next", "/status")), ("Origin", world.Address));
        Assert.Equal((HttpStatusCode.SeeOther, "/status"), (entered.Status, entered.Headers["Location"]));
        var cookie = entered.Headers["Set-Cookie"];
        Assert.Matches($"^magister_session_{world.Port}=operator~[0-9]+~[0-9a-f]{{32}}~[0-9a-f]{{64}}; max-age=43200; path=/; samesite=strict; httponly$", cookie);
        var session = ("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "status", session));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "resume", session, ("Origin", world.Address)));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("POST", "drain", session, ("Origin", "http://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("POST", "drain", session, ("Sec-Fetch-Site", "cross-site")));

        var left = await caller.SendAsync("POST", "logout", null, session);
        Assert.Equal((HttpStatusCode.SeeOther, "/login"), (left.Status, left.Headers["Location"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "status", session));
        var secure = await caller.SendAsync("POST", "login", Caller.Form(("token", Token)), ("X-Forwarded-Proto", "https"));
        Assert.Contains("; secure;", secure.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.DoesNotContain(session.Item2[^64..], magister.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, magister.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAToken_EverybodyLooksAndOnlyThisMachineSteers()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1);
        using var caller = new Caller(world.Address);
        Assert.All(await Task.WhenAll(new[] { "summary", "status", "metrics" }.Select(path => caller.StatusAsync("GET", path))), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "pause"));
        Assert.Equal("""{"operator":true,"token_configured":false,"can_log_in":false,"name":null,"role":"operate"}""", (await caller.GetAsync("session")).Body);
        var rebound = await caller.SendAsync("POST", "drain", null, ("Host", $"evil.example:{world.Port}"), ("Origin", $"http://evil.example:{world.Port}"));
        Assert.Equal(HttpStatusCode.Forbidden, rebound.Status);
        Assert.Contains("OPERATOR_TOKEN", rebound.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("POST", "drain", ("X-Forwarded-For", "203.0.113.9")));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("POST", "drain", ("Origin", "http://evil.example")));
        Assert.Contains("no operator token", (await caller.GetAsync("login")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await caller.SendAsync("POST", "login", Caller.Form(("token", "x")))).Status);
        Assert.Equal("paused", JsonDocument.Parse((await caller.GetAsync("status")).Body).RootElement.GetProperty("steering").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task WrongTokens_TooMany_AreLimitedForTheirAddressAlone_AndTheRightOneNever()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        using var guesser = new Caller(world.Address, "127.0.0.2");
        using var other = new Caller(world.Address, "127.0.0.3");
        var answers = new List<Answer>();
        for (var guess = 0; guess < 14; guess++) answers.Add(await guesser.GetAsync("summary", Caller.Bearer(Wrong)));
        Assert.All(answers.Take(10), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        var limited = answers[^1];
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (limited.Status, limited.Headers["Content-Type"]));
        Assert.InRange(int.Parse(limited.Headers["Retry-After"]), 1, 6);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SendAsync("POST", "login", Caller.Form(("token", Wrong)))).Status);
        Assert.Equal(HttpStatusCode.OK, await guesser.StatusAsync("GET", "summary", Caller.Bearer(Token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await guesser.StatusAsync("GET", "summary"));
        Assert.Equal(HttpStatusCode.Unauthorized, await other.StatusAsync("GET", "summary", Caller.Bearer(Wrong)));
    }

    [Fact]
    public async Task AdminAddress_TakesEverythingButTheCallersRoutes()
    {
        await using var world = await World.CreateAsync();
        var admin = FreePort.Find();
        await world.StartAsync(1, ("ADMIN_ADDR", $"127.0.0.1:{admin}"));
        using var caller = new Caller(world.Address);
        using var operators = new Caller($"http://127.0.0.1:{admin}");
        foreach (var (method, path) in ForReaders.Concat(ForOperators).Append(("GET", "login")).Append(("GET", "session")).Append(("POST", "logout")).Append(("GET", "nowhere")).Append(("POST", "verify/5")))
        {
            var answer = await caller.SendAsync(method, path);
            Assert.True(HttpStatusCode.NotFound == answer.Status, $"{method} {path}: {answer.Status}");
        }

        foreach (var path in new[] { "healthz", "verify/5" }) Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", path));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("DELETE", "drop/5"));
        foreach (var path in new[] { "summary", "status", "metrics", "healthz", "login" }) Assert.Equal(HttpStatusCode.OK, await operators.StatusAsync("GET", path));
        Assert.Equal(HttpStatusCode.OK, await operators.StatusAsync("POST", "resume"));
    }

    [Fact]
    public async Task AdminAddress_ThatIsTaken_EndsWithFiveAndNamesIt()
    {
        await using var world = await World.CreateAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var magister = world.Start(1, ("ADMIN_ADDR", $"127.0.0.1:{port}"));
        Assert.Equal(5, await magister.ExitCodeAsync());
        Assert.Contains($"127.0.0.1:{port}", magister.Output, StringComparison.Ordinal);
        Assert.Contains("admin_addr (ADMIN_ADDR)", magister.Output, StringComparison.Ordinal);
        Assert.Empty(world.Vast.Market.Truth().Calls);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task AdminAddress_ThatThisMachineLacks_EndsWithFive()
    {
        await using var world = await World.CreateAsync();
        var magister = world.Start(1, ("ADMIN_ADDR", $"203.0.113.77:{FreePort.Find()}"));
        Assert.Equal(5, await magister.ExitCodeAsync());
        Assert.Contains("203.0.113.77", magister.Output, StringComparison.Ordinal);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Theory]
    [InlineData("GET", "healthz")]
    [InlineData("GET", "summary")]
    [InlineData("GET", "nowhere")]
    [InlineData("POST", "summary")]
    [InlineData("GET", "login")]
    public async Task Answers_AllCarryTheHeadersThatHoldBrowsersBack(string method, string path)
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1);
        using var caller = new Caller(world.Address);
        var headers = (await caller.SendAsync(method, path, null, ("Origin", world.Address))).Headers;
        Assert.Equal(("nosniff", "no-referrer", "DENY"), (headers["X-Content-Type-Options"], headers["Referrer-Policy"], headers["X-Frame-Options"]));
        Assert.Equal(path == "summary" && method == "GET" ? "no-cache, private" : "no-store", headers["Cache-Control"]);
        Assert.StartsWith("default-src 'none'; ", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }
}
