using System.Net;
using System.Text.Json;
using Magister.Tests.Cli;

namespace Magister.Tests.EndToEnd;

/// <summary>Named tokens: what each allows, and which name is recorded.</summary>
public sealed class TokensTests
{
    private const string Token = "an-operators-token-4711";

    private static readonly (string Method, string Path)[] Changes =
        [("POST", "pause"), ("POST", "resume"), ("POST", "drain"), ("POST", "scale"), ("POST", "machines/5"), ("POST", "hosts/5"), ("DELETE", "instances/5")];

    [Fact]
    public async Task Roles_SayWhatATokenMayDo_AndEventsWhoDidIt()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token), ("LOG_LEVEL", "trace"));
        await Eventually.IsTrueAsync("its instance is alive", () => world.Ours().Count() == 1);
        var (alice, wall) = (await AddAsync(world, "alice", "operate"), await AddAsync(world, "wall", "read"));
        using var caller = new Caller(world.Address);
        foreach (var path in new[] { "summary", "status", "events", "machines", "costs", "openapi/v1.json" }) Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", path, Caller.Bearer(wall)));
        foreach (var (method, path) in Changes)
        {
            var refused = await caller.SendAsync(method, path, null, Caller.Bearer(wall));
            Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (refused.Status, refused.Headers["Content-Type"]));
            Assert.Contains("role read", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal("""{"operator":false,"token_configured":true,"can_log_in":false,"name":"wall","role":"read"}""", (await caller.GetAsync("session", Caller.Bearer(wall))).Body);
        Assert.Equal("""{"operator":true,"token_configured":true,"can_log_in":false,"name":"alice","role":"operate"}""", (await caller.GetAsync("session", Caller.Bearer(alice))).Body);

        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "pause", Caller.Bearer(alice)));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "resume", Caller.Bearer(Token)));
        var offer = world.Ours().Single().OfferId;
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("DELETE", $"drop/{offer}", Caller.Bearer(alice)));
        var events = JsonDocument.Parse((await caller.GetAsync("events?kind=paused,resumed,drop_requested", Caller.Bearer(wall))).Body).RootElement.GetProperty("events");
        Assert.Equal(["paused alice", "resumed operator", "drop_requested alice"], events.EnumerateArray().Select(one => $"{one.GetProperty("kind")} {one.GetProperty("by")}"));
        Assert.StartsWith("Paused by alice: ", events[0].GetProperty("text").GetString(), StringComparison.Ordinal);

        await magister.TerminateAsync();
        var journal = await world.RunAsync("journal");
        Assert.Contains("Resumed by operator: ", journal.Out, StringComparison.Ordinal);
        var kept = magister.Output + string.Concat(Directory.GetFiles(world.StateDirectory).Select(File.ReadAllText));
        Assert.All(new[] { Token, alice, wall }, token => Assert.DoesNotContain(token, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstToken_ClosesTheDoor_AndARemovedOneEndsItsSessionsAndStreams()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1);
        using var caller = new Caller(world.Address);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "summary"));
        var bob = await AddAsync(world, "bob", "read");
        await Eventually.IsTrueAsync("the door is closed", async () => await caller.StatusAsync("GET", "summary") == HttpStatusCode.Unauthorized);
        var session = await LogInAsync(caller, bob);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "summary", session));
        using var stream = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", bob) } };
        await using var reading = await stream.GetStreamAsync(new Uri($"{world.Address}/events/stream"));

        Assert.Equal(0, (await world.RunAsync("token remove bob")).Code);

        await reading.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "summary", Caller.Bearer(bob)));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "summary", session));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "summary"));
    }

    [Fact]
    public async Task Session_OutlivesARestart_UntilItsTokenIsMadeAnew()
    {
        await using var world = await World.CreateAsync();
        var first = await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        var alice = await AddAsync(world, "alice", "operate");
        using var caller = new Caller(world.Address);
        var (mine, operators) = (await LogInAsync(caller, alice), await LogInAsync(caller, Token));
        await first.TerminateAsync();

        await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("POST", "pause", mine, ("Origin", world.Address)));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "status", operators));
        Assert.Equal(HttpStatusCode.SeeOther, await caller.StatusAsync("POST", "logout", operators));
        Assert.Equal(HttpStatusCode.Unauthorized, await caller.StatusAsync("GET", "status", operators));
        await world.RunAsync("token remove alice");
        await AddAsync(world, "alice", "operate");
        await Eventually.IsTrueAsync("the old session is over", async () => await caller.StatusAsync("GET", "status", mine) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task BrokenFile_IsAnErrorAtTheStart_AndAWarningLater()
    {
        await using var world = await World.CreateAsync();
        var file = Path.Combine(world.WorkingDirectory, "my-tokens.json");
        var missing = world.Start(1, ("TOKENS_FILE", file));
        Assert.Equal(2, await missing.ExitCodeAsync());
        Assert.Contains($"tokens_file (TOKENS_FILE): the file {file} does not exist", missing.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "{");
        Assert.Contains("is not the JSON that magister token add writes", (await world.RunAsync("check", 1, ("TOKENS_FILE", file))).All, StringComparison.Ordinal);
        Assert.Equal(2, await world.Start(1, ("TOKENS_FILE", file)).ExitCodeAsync());
        Assert.Empty(world.Vast.Market.Truth().Calls);

        File.Delete(file);
        var alice = (await world.RunAsync("token add alice --role read", 1, ("TOKENS_FILE", file))).Out.Trim();
        var magister = await world.StartAsync(1, ("TOKENS_FILE", file));
        await File.WriteAllTextAsync(file, "{");
        await Eventually.IsTrueAsync("it is said", () => magister.Output.Contains("the tokens read last stay valid", StringComparison.Ordinal));
        using var caller = new Caller(world.Address);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", "summary", Caller.Bearer(alice)));
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task DropOfAContemplant_WithATokenForReadingAlone_IsRefused()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1, ("ENDPOINT_SECRET", "a-secret-of-endpoints"), ("OPERATOR_TOKEN", Token));
        var wall = await AddAsync(world, "wall", "read");
        using var caller = new Caller(world.Address);
        var refused = await caller.SendAsync("DELETE", "drop/5", null, Caller.Bearer(wall));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("role read", refused.Body, StringComparison.Ordinal);
    }

    private static async Task<string> AddAsync(World world, string name, string role)
    {
        var added = await world.RunAsync($"token add {name} --role {role}");
        Assert.Equal(0, added.Code);
        return added.Out.Trim();
    }

    private static async Task<(string, string)> LogInAsync(Caller caller, string token)
    {
        var cookie = (await caller.SendAsync("POST", "login", Caller.Form(("token", token)))).Headers["Set-Cookie"];
        return ("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
    }
}
