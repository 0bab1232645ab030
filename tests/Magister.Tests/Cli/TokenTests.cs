using Magister.Tests.EndToEnd;

namespace Magister.Tests.Cli;

/// <summary><c>magister token</c>, without a daemon.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TokenTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-token-");

    private string FilePath => Path.Combine(folder.FullName, "state", "tokens.json");

    [Fact]
    public async Task Add_PrintsTheTokenOnce_AndKeepsItsHashAlone()
    {
        Assert.Equal("There is no named token in state/tokens.json.\n", (await RunAsync("token", "list")).Out);
        var added = await RunAsync("token", "add", "alice@example.org", "--role", "operate");
        var other = await RunAsync("token", "add", "wall", "--role", "read");

        Assert.Equal((0, 0), (added.Code, other.Code));
        Assert.Matches("^[0-9a-f]{64}\n$", added.Out);
        Assert.Contains("from now on the daemon requires a token", added.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("from now on", other.Error, StringComparison.Ordinal);
        var kept = await File.ReadAllTextAsync(FilePath);
        Assert.DoesNotContain(added.Out.Trim(), kept, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        var listed = await RunAsync("token", "list", "--json");
        Assert.Equal(["alice@example.org operate", "wall read"], listed.Json.EnumerateArray().Select(token => $"{token.GetProperty("name")} {token.GetProperty("role")}"));
        Assert.Matches(@"^name +role +created\nalice@example\.org +operate +20\d\d-", (await RunAsync("token", "list")).Out);
    }

    [Fact]
    public async Task AddAndRemove_OfWhatCannotBe_SayWhy_AndChangeNothing()
    {
        await RunAsync("token", "add", "alice", "--role", "read");
        var kept = await File.ReadAllTextAsync(FilePath);

        Assert.Contains("has a token alice already", await RefusedAsync("token", "add", "Alice", "--role", "read"), StringComparison.Ordinal);
        Assert.Contains("a name must be 1 to 64", await RefusedAsync("token", "add", "a b", "--role", "read"), StringComparison.Ordinal);
        Assert.Contains("operator is what the configuration's operator_token is called", await RefusedAsync("token", "add", "operator", "--role", "read"), StringComparison.Ordinal);
        Assert.Contains("--role", await RefusedAsync("token", "add", "bob"), StringComparison.Ordinal);
        Assert.Contains("--role must be one of read, operate, not \"rule\"", await RefusedAsync("token", "add", "bob", "--role", "rule"), StringComparison.Ordinal);
        Assert.Contains("has no token bob", await RefusedAsync("token", "remove", "bob"), StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllTextAsync(FilePath));

        Assert.Equal("Token alice is removed.\n", (await RunAsync("token", "remove", "alice")).Out);
        Assert.Equal("There is no named token in state/tokens.json.\n", (await RunAsync("token", "list")).Out);
    }

    [Fact]
    public async Task Add_ByTwoAtOnce_LosesNeither()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => RunAsync("token", "add", $"one-{number}", "--role", "read")));

        Assert.All(added, result => Assert.Equal(0, result.Code));
        Assert.Equal(6, (await RunAsync("token", "list", "--json")).Json.GetArrayLength());
    }

    [Fact]
    public async Task Tokens_OfWhichNoneMayOperate_AreWarnedOf()
    {
        Assert.Contains("no token may change anything yet", (await RunAsync("token", "add", "wall", "--role", "read")).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no token may change", (await RunAsync("token", "add", "alice", "--role", "operate")).Error, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync("token", "remove", "wall")).Error);

        Assert.Contains("the daemon still requires one", (await RunAsync("token", "remove", "alice")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MagisterToken_IsShownInPlaceOfTheConfigurations()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1, ("OPERATOR_TOKEN", "an-operators-token-4711"));
        var alice = (await world.RunAsync("token add alice --role operate")).Out.Trim();

        var paused = await world.RunAsync("pause", 1, ("OPERATOR_TOKEN", "another-0123456789"), ("MAGISTER_TOKEN", alice));
        Assert.Equal(0, paused.Code);
        var wrong = await world.RunAsync("pause", 1, ("OPERATOR_TOKEN", "another-0123456789"));
        Assert.Contains("or MAGISTER_TOKEN to a token of your own", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("MAGISTER_TOKEN has spaces", (await world.RunAsync("pause", 1, ("MAGISTER_TOKEN", "a b"))).Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal((2, ""), (result.Code, result.Out));
        return result.Error;
    }

    private Task<CliResult> RunAsync(params string[] arguments) => CliRun.RunAsync(arguments, folder.FullName, new Dictionary<string, string>());
}
