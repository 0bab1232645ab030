using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Magister.Benchmarks.Load;

/// <summary>Waits for a port's first 200, trying every millisecond with a bare socket: a larger client would distort the time it measures.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">There was none within a minute.</exception>
    public static void Await(int port, string path)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        var door = new IPEndPoint(IPAddress.Loopback, port);
        var clock = Stopwatch.StartNew();
        while (!Answers(door, request))
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"{path} was not answered with 200 within {Patience.TotalSeconds} s");
            Thread.Sleep(Pause);
        }
    }

    private static bool Answers(IPEndPoint door, byte[] request)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(door);
            socket.Send(request);
            var status = new byte["HTTP/1.1 200".Length];
            var read = 0;
            while (read < status.Length && socket.Receive(status.AsSpan(read)) is > 0 and var more) read += more;
            return status.AsSpan().SequenceEqual("HTTP/1.1 200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
