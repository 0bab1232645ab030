using Magister.Configuration;

namespace Magister.Access;

/// <summary>Says at the start who may do what, so that nobody is surprised.</summary>
internal static class AccessText
{
    public static void Tell(ILogger log, MagisterSettings settings) => AccessLog.AccessStands(
        log,
        settings.Fleet.Onstart.Secret is null ? "not signed (endpoint_secret is not set): whoever reaches the port can drop" : "signed",
        settings.Access.Token is null ? "everybody may look, this machine alone may steer (operator_token is not set)" : "looking and steering want the operator's token",
        settings.Access.Admin is { } admin ? $"operators are answered at {admin.Text} only" : "everybody is answered on one port");
}
