using Magister.Configuration;

namespace Magister.Access;

/// <summary>Says at the start who may do what, so that nobody is surprised.</summary>
internal static class AccessText
{
    public static void Tell(ILogger log, MagisterSettings settings, bool areTokensRequired) => AccessLog.AccessStands(
        log,
        settings.Fleet.Onstart.Secret is null ? "not signed (endpoint_secret is not set): anyone who can reach the port can drop" : "signed",
        areTokensRequired ? "looking and steering require a token" : "everybody may look, this machine alone may steer (operator_token is not set)",
        settings.Access.Admin is { } admin ? $"operators are answered at {admin.Text} only" : "everybody is answered on one port");
}
