using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Magister.Fleet;
using Magister.Fleet.Signing;

namespace Magister.Configuration;

/// <summary>Texts that are never shown.</summary>
internal sealed partial class SecretTexts
{
    private const string Mask = "•••";

    // A shorter text could be part of ordinary words, which would then be masked everywhere.
    private const int ShortestMasked = 6;

    private const string SignatureQuery = $"{EndpointSignature.Parameter}=";

    private readonly ImmutableArray<string> texts;

    public SecretTexts(string? sshKeys, params string?[] others)
    {
        var keyBlobs = (sshKeys ?? "").Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(IsKeyBlob);
        texts = [.. keyBlobs.Concat(others.OfType<string>()).Where(text => text.Length >= ShortestMasked).OrderByDescending(text => text.Length)];
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<string> All => texts;

    /// <summary>The same text without any secret in it, and without the signature of any address.</summary>
    public string Masked(string text)
    {
        var masked = texts.Aggregate(text, (shown, secret) => shown.Replace(secret, Mask, StringComparison.Ordinal));
        return masked.Contains(SignatureQuery, StringComparison.Ordinal) ? Signature().Replace(masked, SignatureQuery + Mask) : masked;
    }

    /// <summary>The same on one line of plain text, each run of blanks one space.</summary>
    public string MaskedPlain(string text) => Masked(PlainText.Clean(Masked(PlainText.WithColumns(text))));

    // Of "ssh-ed25519 AAAA… me@home" only the middle is the key; the rest are names.
    private static bool IsKeyBlob(string word) => word.Length >= 20 && !word.StartsWith("ssh-", StringComparison.Ordinal);

    [GeneratedRegex($"{SignatureQuery}[0-9A-Fa-f]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Signature();
}
