namespace Magister.Configuration;

/// <summary>Reads secrets, whose values never appear in a message.</summary>
internal static class SecretReading
{
    /// <summary>A trimmed secret, from the file that its <c>…_FILE</c> names unless a variable contains it; null if it is not set.</summary>
    public static string? Read(SettingsReader reader, SettingKey key)
    {
        var secret = !IsInEnvironment(reader, key) && key.FileVariable is { } variable && reader.Sources.Variable(variable) is { } file
            ? FromFile(reader, key, variable, file)
            : reader.Text(key);
        if (secret is null) return null;
        secret = secret.Trim();
        if (secret.Any(character => character is <= ' ' or >= (char)127)) reader.Reject(key, secret, key.Path, "it has spaces or characters that do not belong there");
        return secret;
    }

    /// <summary>A secret that people choose, and that may therefore be too short.</summary>
    public static string? ReadChosen(SettingsReader reader, SettingKey key, int lengthLeast)
    {
        var secret = Read(reader, key);
        if (secret?.Length < lengthLeast) reader.Reject(key, secret, key.Path, $"it has only {secret.Length} characters; openssl rand -hex 32 prints a good one");
        return secret;
    }

    private static string? ProblemOf(string secret, SettingKey key) =>
        secret.Length == 0 ? "is empty"
        : SettingsReader.StandsInQuotes(secret) ? "has quotes around the value"
        : key.Variables.FirstOrDefault(name => secret.Contains($"{name}=", StringComparison.Ordinal)) is { } assigned ? $"holds a line {assigned}=…"
        : null;

    private static bool IsInEnvironment(SettingsReader reader, SettingKey key) =>
        reader.Sources.OriginOf(key.Path) is { } origin && key.Variables.Contains(origin);

    private static string? FromFile(SettingsReader reader, SettingKey key, string variable, string file)
    {
        try
        {
            if (Directory.Exists(file)) throw new IOException("it is a directory");
            var secret = File.ReadAllText(file).Trim();
            if (ProblemOf(secret, key) is not { } problem) return secret;
            reader.Reject($"{variable}: the file {file} {problem}; it must be {key.Wanted}, and nothing else");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            reader.Reject($"{variable}: the file {file} cannot be read: {unreadable.Message}");
        }

        return null;
    }
}
