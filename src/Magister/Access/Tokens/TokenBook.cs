using System.Collections.Immutable;
using Magister.Configuration;

namespace Magister.Access.Tokens;

/// <summary>
/// Knows every valid token: the configuration's and the named ones. Their file is checked every second in the background,
/// so that removing a token ends everything opened with it, and no request waits for a disk.
/// </summary>
internal sealed class TokenBook : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly AccessToken? configured;
    private readonly TokensFile? file;
    private readonly OngoingVisits visits;
    private readonly TimeProvider time;
    private readonly ILogger<TokenBook> log;
    private readonly Lock looking = new();
    private (DateTime, long)? seen;
    private (DateTime, long)? tried;
    private string? trouble;
    private volatile Known known;

    public TokenBook(AccessSettings settings, OngoingVisits visits, TimeProvider time, ILogger<TokenBook> log)
    {
        (this.visits, this.time, this.log) = (visits, time, log);
        configured = settings.Token is { } token ? new AccessToken(AccessToken.OperatorName, TokenRole.Operate, token.Digest) : null;
        file = settings.TokensFile is { } path ? new TokensFile(path) : null;
        known = new Known(configured is null ? [] : [configured], configured is not null || file?.Stamp() is not null);
        Look();
    }

    /// <summary>Whether anyone who is not a caller must show one.</summary>
    public bool AreRequired => known.AreRequired;

    /// <summary>The token with that text; null if there is none.</summary>
    public AccessToken? Find(string text)
    {
        var digest = AccessToken.DigestOf(text);
        if (Find(digest) is { } found) return found;

        // It may have been added within the last second; if so, the look in the background may have found it just now.
        Look();
        return Find(digest);
    }

    public AccessToken? Named(string name) => known.Tokens.FirstOrDefault(token => token.Name == name);

    /// <summary>Whether that token, or none, would still be admitted.</summary>
    public bool IsGood(AccessToken? token) =>
        token is null ? !AreRequired : Named(token.Name) is { } same && same.Role == token.Role && same.Is(token.Digest);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (file is null) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            Look(again: true);
            await Task.Delay(BetweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // All are compared, even after a match.
    private AccessToken? Find(ReadOnlySpan<byte> digest)
    {
        AccessToken? found = null;
        foreach (var token in known.Tokens) found = token.Is(digest) ? token : found;
        return found;
    }

    /// <param name="again">Whether to retry a file that could not be read although it seems unchanged: it may be readable now.</param>
    private void Look(bool again = false)
    {
        if (file is null) return;
        lock (looking)
        {
            var stamp = file.Stamp();
            if (stamp == seen || (!again && stamp == tried)) return;
            tried = stamp;
            var reading = file.Read();
            if (reading is not TokensReading.Read(var entries))
            {
                Miss(reading);
                return;
            }

            (seen, trouble) = (stamp, null);
            var named = entries.Select(entry => entry.ToToken());
            known = new Known([.. configured is null ? named : named.Prepend(configured)], true);
        }

        visits.EndWhere(token => !IsGood(token));
    }

    // The last successful reading remains in effect.
    private void Miss(TokensReading reading)
    {
        var words = reading is TokensReading.Broken broken ? broken.Why : $"the file {file!.Path} is gone";
        if (seen is not null || reading is TokensReading.Broken) Warn(words);
    }

    private void Warn(string words)
    {
        if (trouble == words) return;
        trouble = words;
        AccessLog.TokensNotRead(log, words);
    }

    private sealed record Known(ImmutableArray<AccessToken> Tokens, bool AreRequired);
}
