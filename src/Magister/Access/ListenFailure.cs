using System.Net.Sockets;
using Magister.Configuration;
using Microsoft.AspNetCore.Connections;

namespace Magister.Access;

/// <summary>Explains why listening on a port failed.</summary>
internal static class ListenFailure
{
    /// <summary>What to tell the user; null for a failure of another kind.</summary>
    public static string? Text(Exception failure, MagisterSettings settings) => failure switch
    {
        IOException { InnerException: AddressInUseException } => $"{Where(failure, settings)} is taken by another program, perhaps a Magister that runs already; {Advice(failure, settings)}",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } when settings.Access.Admin is { } admin =>
            $"admin_addr (ADMIN_ADDR) is \"{admin.Text}\", but this machine has no such address; set one that it has",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "listening on a port below 1024 needs privileges; set http_port (HTTP_PORT) and admin_addr (ADMIN_ADDR) to higher ones",
        _ => null,
    };

    private static string Where(Exception taken, MagisterSettings settings) => IsAdmin(taken, settings)
        ? $"the address {settings.Access.Admin!.Text} for operators"
        : $"port {settings.HttpPort}";

    private static string Advice(Exception taken, MagisterSettings settings) => IsAdmin(taken, settings)
        ? "end that one if it is not needed, or set admin_addr (ADMIN_ADDR) to another port"
        : "end that one if it is not needed, or set http_port (HTTP_PORT) to another one";

    // Kestrel gives the address only in its message.
    private static bool IsAdmin(Exception taken, MagisterSettings settings) =>
        settings.Access.Admin is { } admin && taken.Message.Contains($":{admin.Port}:", StringComparison.Ordinal);
}
