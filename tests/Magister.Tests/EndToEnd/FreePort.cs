using System.Net;
using System.Net.Sockets;

namespace Magister.Tests.EndToEnd;

/// <summary>
/// A free port, below those that the system assigns to outgoing connections, of which a test run makes thousands: one of them would take it
/// before the program is started, or between two starts.
/// </summary>
internal static class FreePort
{
    private const int First = 20000;
    private const int Count = 12000;

    // Two runs side by side begin in different places.
    private static int given = Environment.ProcessId * 97;

    public static int Find()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref given) % Count);
            try
            {
                using var socket = new TcpListener(IPAddress.Any, port);
                socket.Start();
                return port;
            }
            catch (SocketException)
            {
                // It is taken; try the next one.
            }
        }
    }
}
