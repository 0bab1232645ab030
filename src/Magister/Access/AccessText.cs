using Magister.Configuration;

namespace Magister.Access;

/// <summary>Logs at startup who may do what.</summary>
internal static class AccessText
{
    public static void Tell(ILogger log, MagisterSettings settings, bool areTokensRequired) => AccessLog.AccessStands(
        log,
        settings.Fleet.Onstart.Secret is null ? "not signed (endpoint_secret is not set): anyone who can reach the port can drop" : "signed",
        areTokensRequired ? "reading and control require a token" : "everybody can read, only this machine can control the fleet (operator_token is not set)",
        settings.Access.Admin is { } admin ? $"operators are served only at {admin.Text}" : "one port serves everybody");
}
