using System.Net;

namespace Magister.Access;

/// <summary>Log lines about access, ids from 1800.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(1800, LogLevel.Warning, "Wrong {Credential} in {Method} {Path} from {Address}")]
    public static partial void GuessRefused(ILogger log, string credential, string method, string path, IPAddress? address);

    [LoggerMessage(1801, LogLevel.Information, "Access: drops and verifies are {Signed}; {Steering}; {Where}")]
    public static partial void AccessStands(ILogger log, string signed, string steering, string where);

    [LoggerMessage(1803, LogLevel.Warning, "{Text}; the tokens read last stay valid")]
    public static partial void TokensNotRead(ILogger log, string text);

    [LoggerMessage(1804, LogLevel.Warning, "The file {Path} cannot be used ({Reason}): the page's sessions end when Magister does")]
    public static partial void SessionKeyNotKept(ILogger log, string path, string reason);

    [LoggerMessage(1802, LogLevel.Warning, "drop_allowed_from: Hierophant's name {Name} cannot be resolved ({Reason}); the addresses resolved last stay valid")]
    public static partial void HierophantNotFound(ILogger log, string name, string reason);
}
