using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Access.Tokens;

/// <summary>The content of the file of named tokens.</summary>
internal sealed record TokenList(ImmutableArray<TokenEntry> Tokens)
{
    /// <summary>The most tokens that are accepted.</summary>
    public const int Max = 1000;

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Objection() =>
        Tokens.IsDefault ? "it has no list \"tokens\""
        : Tokens.Length > Max ? $"it has {Tokens.Length} tokens, but at most {Max} are allowed"
        : Tokens.Select((token, at) => token is null ? $"token {at + 1} is null" : token.Objection() is { } wrong ? $"token {at + 1}: {wrong}" : null).FirstOrDefault(wrong => wrong is not null)
        ?? (Tokens.GroupBy(token => token.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"it has two tokens called {twice.Key}" : null);
}

/// <summary>One token of the file.</summary>
/// <param name="Name">See <see cref="TokenName"/>; unique, ignoring case.</param>
/// <param name="Role">One of <see cref="TokenRoles"/>.</param>
/// <param name="Sha256">The digest of the token's text, in hexadecimal digits. The text is random and long, so salt would add nothing.</param>
/// <param name="Created">When it was made.</param>
internal sealed record TokenEntry(string Name, string Role, string Sha256, DateTimeOffset Created)
{
    private const int DigestDigits = 64;

    public AccessToken ToToken() => new(Name, TokenRoles.Parse(Role)!.Value, Convert.FromHexString(Sha256));

    public string? Objection() =>
        TokenName.Objection(Name)
        ?? (TokenRoles.Parse(Role) is null ? $"role must be one of {string.Join(", ", TokenRoles.All)}"
            : Sha256?.Length != DigestDigits || !Sha256.All(char.IsAsciiHexDigit) ? $"sha256 must be {DigestDigits} hexadecimal digits"
            : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TokenList))]
internal sealed partial class TokenJson : JsonSerializerContext
{
    public static TokenJson Readable => field ??= new(ReadableJson.Create(Default));
}
