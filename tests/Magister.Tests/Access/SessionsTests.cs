using Magister.Access;
using Magister.Access.Tokens;
using Magister.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Access;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SessionsTests : IDisposable
{
    private const string Text = "an-operators-token";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("magister-sessions-");
    private readonly FakeTimeProvider time = new();
    private readonly OngoingVisits visits;

    public SessionsTests() => visits = new OngoingVisits(time);

    [Fact]
    public void Session_LivesTwelveHoursOrUntilItIsEnded()
    {
        var (tokens, sessions) = Run(Text);
        var (one, other) = (sessions.Begin(tokens.Find(Text)!), sessions.Begin(tokens.Find(Text)!));
        Assert.Matches("^operator~[0-9]+~[0-9a-f]{32}~[0-9a-f]{64}$", one);
        var lasting = visits.Begin(new DefaultHttpContext(), sessions.Find(other)!.Token, sessions.Find(other));
        var ending = visits.Begin(new DefaultHttpContext(), sessions.Find(one)!.Token, sessions.Find(one));
        sessions.End(sessions.Find(one)!);
        Assert.Null(sessions.Find(one));
        Assert.True(ending.IsCancellationRequested);

        time.Advance(Sessions.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(sessions.Find(other));
        Assert.False(lasting.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(sessions.Find(other));
        Assert.True(lasting.IsCancellationRequested);
    }

    [Fact]
    public void Session_OutlivesARestart_ButNotItsTokenNorItsKey()
    {
        var (tokens, first) = Run(Text);
        var cookie = first.Begin(tokens.Find(Text)!);

        Assert.Equal("operator", Run(Text).Sessions.Find(cookie)?.Token.Name);
        Assert.Null(Run("another-token-of-the-operator").Sessions.Find(cookie));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, SessionKey.FileName)));
        File.Delete(Path.Combine(folder.FullName, SessionKey.FileName));
        Assert.Null(Run(Text).Sessions.Find(cookie));
    }

    [Fact]
    public void Session_ThatIsChanged_IsNone()
    {
        var (tokens, sessions) = Run(Text);
        var parts = sessions.Begin(tokens.Find(Text)!).Split('~');

        Assert.NotNull(sessions.Find(string.Join('~', parts)));
        for (var at = 0; at < parts.Length; at++)
        {
            string[] changed = [.. parts];
            changed[at] = at == 1 ? $"{long.Parse(parts[1]) + 3600}" : parts[at][..^1] + (parts[at][^1] == '1' ? '2' : '1');
            Assert.Null(sessions.Find(string.Join('~', changed)));
        }

        foreach (var odd in new[] { "", "~", "~~~", "operator~~~", $"operator~x~y~{parts[3]}", new string('~', 5000), string.Join('~', parts) + "~" }) Assert.Null(sessions.Find(odd));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private (TokenBook Tokens, Sessions Sessions) Run(string text)
    {
        var tokens = new TokenBook(new AccessSettings { Token = new OperatorToken(text) }, visits, time, NullLogger<TokenBook>.Instance);
        return (tokens, new Sessions(tokens, SessionKey.In(folder.FullName, NullLogger.Instance), visits, time));
    }
}
