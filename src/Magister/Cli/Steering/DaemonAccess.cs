using System.CommandLine;

namespace Magister.Cli.Steering;

/// <summary>Which daemon to call, and with which token.</summary>
/// <param name="Address">The address of its operator routes.</param>
/// <param name="Token">Sent as a bearer token; null if there is none.</param>
internal sealed record DaemonAccess(Uri Address, string? Token)
{
    public const string AddressVariable = "MAGISTER_URL";

    /// <summary>A personal token, instead of the configuration's.</summary>
    public const string TokenVariable = "MAGISTER_TOKEN";

    public static Option<string?> Option() => new("--daemon")
    {
        Description = $"The daemon's address; default: {AddressVariable}, else admin_addr or http_port of the configuration, on this machine",
        HelpName = "url",
    };

    /// <summary>Finds them; null, with the reason, if what is given cannot be used.</summary>
    public static DaemonAccess? Find(string? given, string? configFile, IReadOnlyDictionary<string, string> environment, out string? problem)
    {
        var local = LocalSettings.Read(configFile, environment, out var unread);
        (string Text, string From)? named = given is not null ? (given, "--daemon")
            : environment.GetValueOrDefault(AddressVariable) is { Length: > 0 } variable ? (variable, AddressVariable)
            : null;

        // At the default address another fleet's daemon may answer.
        if (unread is not null && named is null)
        {
            problem = $"{unread}; so the daemon's address is unknown. Fix the file, or name the daemon with --daemon or {AddressVariable}";
            return null;
        }

        var (text, from) = named ?? (local.DaemonAddress, "admin_addr");
        var own = environment.GetValueOrDefault(TokenVariable)?.Trim() is { Length: > 0 } token ? token : null;
        problem = own is null ? local.TokenProblem
            : own.Any(character => character is <= ' ' or >= (char)127) ? $"{TokenVariable} has spaces or characters that do not belong there" : null;
        if (problem is not null) return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }) return new DaemonAccess(address, own ?? local.OperatorToken);
        problem = $"{from} \"{text}\" is not the address of a daemon; it must be http(s)://host:port";
        return null;
    }
}
