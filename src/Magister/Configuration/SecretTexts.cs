using System.Collections.Immutable;

namespace Magister.Configuration;

/// <summary>Texts that are never shown.</summary>
internal sealed class SecretTexts
{
    private const string Mask = "•••";

    // A shorter one could be part of ordinary words, which would then be masked everywhere.
    private const int ShortestMasked = 6;

    private readonly ImmutableArray<string> texts;

    public SecretTexts(string apiKey, string? sshKeys)
    {
        var keyBlobs = (sshKeys ?? "").Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(IsKeyBlob);
        texts = [.. keyBlobs.Append(apiKey).Where(text => text.Length >= ShortestMasked).OrderByDescending(text => text.Length)];
    }

    /// <summary>The same text without any secret in it.</summary>
    public string Masked(string text) => texts.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));

    // Of "ssh-ed25519 AAAA… me@home" only the middle is the key; the rest is names.
    private static bool IsKeyBlob(string word) => word.Length >= 20 && !word.StartsWith("ssh-", StringComparison.Ordinal);
}
