using System.Collections.Immutable;
using System.Net;

namespace Magister.Configuration;

/// <summary>Who may call what, and where.</summary>
internal sealed record AccessSettings
{
    /// <summary>
    /// The operator token; null if none is configured: then everybody may read, and only this machine's users may control the fleet.
    /// </summary>
    public OperatorToken? Token { get; init; }

    /// <summary>The file of named tokens; null if there is none.</summary>
    public TokensPath? TokensFile { get; init; }

    /// <summary>The separate address for operators; null if everything is on one port.</summary>
    public AdminAddress? Admin { get; init; }

    /// <summary>Where drops without an operator's token may come from; null for anywhere.</summary>
    public DropOrigins? DropAllowedFrom { get; init; }
}

/// <summary>Where the file of named tokens is.</summary>
/// <param name="Text">Its path.</param>
/// <param name="IsNamed">Whether the configuration names it, in which case it must exist.</param>
internal sealed record TokensPath(string Text, bool IsNamed);

/// <summary>Where drops may come from.</summary>
/// <param name="Networks">Includes single addresses, as networks of one.</param>
/// <param name="HierophantName">A host whose current addresses are allowed too; null if no name must be resolved.</param>
internal sealed record DropOrigins(ImmutableArray<IPNetwork> Networks, string? HierophantName);

/// <summary>A separate address for operators.</summary>
/// <param name="Text">As it was written, for messages.</param>
/// <param name="Port">Different from the port for callers.</param>
/// <param name="Addresses">The addresses to listen on; empty for all.</param>
internal sealed record AdminAddress(string Text, int Port, ImmutableArray<IPAddress> Addresses);
