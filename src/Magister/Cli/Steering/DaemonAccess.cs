using System.CommandLine;
using System.Globalization;

namespace Magister.Cli.Steering;

/// <summary>Which daemon is meant, and what lets one in.</summary>
/// <param name="Address">Where its operator routes are.</param>
/// <param name="Token">Sent as a bearer token; null when there is none.</param>
internal sealed record DaemonAccess(Uri Address, string? Token)
{
    public const string AddressVariable = "MAGISTER_URL";
    private const string TokenVariable = "OPERATOR_TOKEN";
    private const string TokenFileVariable = "OPERATOR_TOKEN_FILE";

    public static Option<string?> Option() => new("--daemon")
    {
        Description = $"Where the daemon answers; without it {AddressVariable}, else this machine at the configuration's http_port",
        HelpName = "url",
    };

    /// <summary>Finds them; null when what is given cannot be used, with the reason.</summary>
    public static DaemonAccess? Find(string? given, string? configFile, IReadOnlyDictionary<string, string> environment, out string? problem)
    {
        var (text, from) = given is not null ? (given, "--daemon") : (environment.GetValueOrDefault(AddressVariable), AddressVariable);
        if (text is null or "")
        {
            // A configuration that cannot be read keeps nobody from asking the daemon that runs with it.
            var local = LocalSettings.Read(configFile, environment, out _);
            text = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{local.HttpPort}");
        }

        problem = null;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
        {
            problem = $"{from} \"{text}\" is not the address of a daemon; wanted is http(s)://host:port";
            return null;
        }

        var token = ReadToken(environment, out problem);
        return problem is null ? new DaemonAccess(address, token) : null;
    }

    private static string? ReadToken(IReadOnlyDictionary<string, string> environment, out string? problem)
    {
        problem = null;
        var token = environment.GetValueOrDefault(TokenVariable);
        if (token is null or "" && environment.GetValueOrDefault(TokenFileVariable) is { Length: > 0 } file)
        {
            try
            {
                token = File.ReadAllText(file);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problem = $"{TokenFileVariable}: the file {file} cannot be read: {unreadable.Message}";
                return null;
            }
        }

        token = token?.Trim();
        if (token?.Any(character => character is < '!' or > '~') is true) problem = $"{TokenVariable} holds blanks or characters that no token has";
        return token is "" ? null : token;
    }
}
