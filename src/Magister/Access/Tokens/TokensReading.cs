using System.Collections.Immutable;

namespace Magister.Access.Tokens;

/// <summary>The outcome of reading the file of named tokens. A closed family.</summary>
internal abstract record TokensReading
{
    private TokensReading()
    {
    }

    /// <summary>It was read.</summary>
    public sealed record Read(ImmutableArray<TokenEntry> Entries) : TokensReading;

    /// <summary>There is none.</summary>
    public sealed record Missing : TokensReading;

    /// <summary>It cannot be used.</summary>
    /// <param name="Why">The reason, with the file's path.</param>
    public sealed record Broken(string Why) : TokensReading;
}
