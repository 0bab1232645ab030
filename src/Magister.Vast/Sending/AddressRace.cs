using System.Net;
using System.Net.Sockets;

namespace Magister.Vast.Sending;

/// <summary>
/// Connects to the first address of a name that answers (RFC 8305): each is tried shortly after the one before, without waiting for that
/// one to give up, so that one address that swallows connections costs a moment and not the whole call.
/// </summary>
public static class AddressRace
{
    /// <summary>How long one address is tried alone (RFC 8305, section 5).</summary>
    public static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <summary>For use as <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="HttpRequestException">No address could be reached; the message lists those tried.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);

        // The message of a failure ends with the host: an address that is the host would be in it twice.
        if (IPAddress.TryParse(host, out var only)) return new NetworkStream(await OpenAsync(only, port, cancellation), ownsSocket: true);
        var addresses = InTurn(await Dns.GetHostAddressesAsync(host, cancellation));
        return new NetworkStream(await RunAsync(addresses, (address, token) => OpenAsync(address, port, token), TimeProvider.System, cancellation), ownsSocket: true);
    }

    /// <summary>The addresses, alternating between families, so that a family that does not work at all is left soon.</summary>
    internal static IPAddress[] InTurn(IPAddress[] addresses)
    {
        var families = addresses.GroupBy(address => address.AddressFamily).Select(family => family.ToArray()).ToArray();
        return [.. families.SelectMany(family => family.Select((address, place) => (address, place))).OrderBy(one => one.place).Select(one => one.address)];
    }

    /// <summary>The first connection that is made; later ones are closed.</summary>
    internal static async Task<T> RunAsync<T>(
        IReadOnlyList<IPAddress> addresses, Func<IPAddress, CancellationToken, Task<T>> connect, TimeProvider time, CancellationToken cancellation)
        where T : IDisposable
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task<T>>();
        var failures = new List<string>();
        Exception? last = null;
        for (var next = 0; next < addresses.Count || running.Count > 0;)
        {
            if (next < addresses.Count) running.Add(connect(addresses[next++], losers.Token));
            var ended = await FirstOfAsync(running, next < addresses.Count, time, cancellation);
            if (ended is null) continue;
            running.Remove(ended);
            if (ended.IsCompletedSuccessfully)
            {
                await losers.CancelAsync();
                foreach (var late in running) _ = late.ContinueWith(Close, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return await ended;
            }

            last = ended.Exception?.InnerException;
            failures.Add(last?.Message ?? "cancelled");
            cancellation.ThrowIfCancellationRequested();
        }

        throw new HttpRequestException(
            HttpRequestError.ConnectionError, $"no connection to {string.Join(", ", addresses)} ({string.Join("; ", failures.Distinct(StringComparer.Ordinal))})", last);
    }

    private static async Task<Task<T>?> FirstOfAsync<T>(List<Task<T>> running, bool isMore, TimeProvider time, CancellationToken cancellation)
    {
        var any = Task.WhenAny(running);
        if (!isMore) return await any.WaitAsync(cancellation);
        try
        {
            return await any.WaitAsync(Stagger, time, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Close<T>(Task<T> late)
        where T : IDisposable
    {
        if (late.IsCompletedSuccessfully) late.Result.Dispose();
        else _ = late.Exception;
    }

    private static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
