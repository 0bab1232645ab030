using System.Collections.Immutable;
using System.Net;

namespace Magister.Configuration;

/// <summary>Who may ask for what, and where.</summary>
internal sealed record AccessSettings
{
    /// <summary>What operators show; null where none is configured: then everybody may look, and only this machine's own users may steer.</summary>
    public OperatorToken? Token { get; init; }

    /// <summary>Where the named tokens are, if there are any; null where none are looked for.</summary>
    public TokensPath? TokensFile { get; init; }

    /// <summary>Where all but callers are answered; null where everybody is answered on one port.</summary>
    public AdminAddress? Admin { get; init; }

    /// <summary>From where a drop is taken without an operator's token; null for everywhere.</summary>
    public DropOrigins? DropAllowedFrom { get; init; }
}

/// <summary>Where the file of named tokens is.</summary>
/// <param name="Text">Its path.</param>
/// <param name="IsNamed">The configuration names it, so that it must be there.</param>
internal sealed record TokensPath(string Text, bool IsNamed);

/// <summary>From where drops are taken.</summary>
/// <param name="Networks">Single addresses too, as networks of one.</param>
/// <param name="HierophantName">The host whose addresses count too, whatever they are at the time; null where no name is to be asked for.</param>
internal sealed record DropOrigins(ImmutableArray<IPNetwork> Networks, string? HierophantName);

/// <summary>An address of its own for operators.</summary>
/// <param name="Text">As it was written, for messages.</param>
/// <param name="Port">Another one than the port that callers reach.</param>
/// <param name="Addresses">The addresses to listen on; empty for all.</param>
internal sealed record AdminAddress(string Text, int Port, ImmutableArray<IPAddress> Addresses);
