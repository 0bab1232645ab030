using System.Collections.Immutable;
using System.Text.Json;

namespace Magister.Access.Tokens;

/// <summary>Changes the file of named tokens: one change at a time, and completely or not at all.</summary>
internal sealed class TokensChange(TokensFile file, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    /// <param name="change">Returns the new list of tokens, or an objection.</param>
    /// <param name="cancellation">Ends the wait for another process's change.</param>
    /// <returns>Why nothing was changed; null if it was.</returns>
    public async Task<string?> MakeAsync(Func<ImmutableArray<TokenEntry>, (ImmutableArray<TokenEntry> Entries, string? Objection)> change, CancellationToken cancellation)
    {
        try
        {
            OwnFile.MakeDirectoryOf(file.Path);
            using var only = await LockAsync(cancellation);
            if (only is null) return $"another magister is changing {file.Path}; try again";
            var reading = file.Read();
            if (reading is TokensReading.Broken broken) return broken.Why;
            var (entries, objection) = change(reading is TokensReading.Read(var known) ? known : []);
            objection ??= new TokenList(entries).Objection();
            if (objection is null) Write(new TokenList(entries));
            return objection;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{file.Path} cannot be changed: {failure.Message}";
        }
    }

    // The lock file is never removed: otherwise two could enter, one with the old file and one with a new one.
    private async Task<FileStream?> LockAsync(CancellationToken cancellation)
    {
        for (var began = time.GetTimestamp(); ; await Task.Delay(BetweenTries, time, cancellation))
        {
            try
            {
                return OwnFile.Open($"{file.Path}.lock", FileMode.OpenOrCreate);
            }
            catch (IOException) when (File.Exists($"{file.Path}.lock"))
            {
                if (time.GetElapsedTime(began) > Patience) return null;
            }
        }
    }

    private void Write(TokenList list) => OwnFile.Replace(file.Path, written =>
    {
        JsonSerializer.Serialize(written, list, TokenJson.Readable.TokenList);
        written.WriteByte((byte)'\n');
    });
}
