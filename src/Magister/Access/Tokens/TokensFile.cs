using System.Text.Json;
using Magister.Configuration;

namespace Magister.Access.Tokens;

/// <summary>The file of named tokens, which contains only their digests.</summary>
internal sealed class TokensFile(TokensPath path)
{
    private const int MaxBytes = 1024 * 1024;

    public string Path => path.Text;

    /// <summary>Changes when the file does; null if there is none, or if that is unknown.</summary>
    public (DateTime WrittenAt, long Length)? Stamp()
    {
        try
        {
            return new FileInfo(Path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public TokensReading Read()
    {
        try
        {
            if (Directory.Exists(Path)) return Broken("is a directory, and must be a file");
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxBytes) return Broken($"is larger than {MaxBytes} bytes");

            // An empty file has no token, but still requires one.
            if (file.Length == 0) return new TokensReading.Read([]);
            var list = JsonSerializer.Deserialize(file, TokenJson.Default.TokenList);
            return list is null ? Broken("holds no object")
                : list.Objection() is { } wrong ? Broken($"cannot be used: {wrong}")
                : new TokensReading.Read(list.Tokens);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new TokensReading.Missing();
        }
        catch (JsonException broken)
        {
            return Broken($"is not the JSON that magister token add writes (line {broken.LineNumber + 1})");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Broken($"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Why Magister cannot start with it; null if it can.</summary>
    public string? Objection() => Read() switch
    {
        TokensReading.Broken broken => broken.Why,
        TokensReading.Missing when path.IsNamed => Broken("does not exist; magister token add NAME --role operate creates it").Why,
        _ => null,
    };

    private TokensReading.Broken Broken(string what) => new($"{SettingKeys.TokensFile.Names}: the file {Path} {what}");
}
