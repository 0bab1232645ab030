using System.Diagnostics;

namespace Magister.Benchmarks.Measurements;

/// <summary>Readers of server-sent events, each with its own connection, that count the events they receive.</summary>
internal sealed class Audience(Uri stream) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource over = new();
    private int[] told = [];
    private Task[] reading = [];

    /// <summary>Connects all of them.</summary>
    public async Task ComeAsync(int readers)
    {
        told = new int[readers];
        var responses = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => http.GetAsync(stream, HttpCompletionOption.ResponseHeadersRead, over.Token)));
        reading = [.. responses.Select((response, reader) => CountAsync(response.EnsureSuccessStatusCode(), reader))];
    }

    /// <summary>How many of them received fewer events, once all have received them or patience runs out.</summary>
    public async Task<int> MissedAsync(int events, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (told.Any(count => count < events) && clock.Elapsed < patience) await Task.Delay(50);
        return told.Count(count => count < events);
    }

    public void Dispose()
    {
        over.Cancel();
        http.Dispose();
        over.Dispose();
    }

    private async Task CountAsync(HttpResponseMessage response, int reader)
    {
        try
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(over.Token));
            while (await lines.ReadLineAsync(over.Token) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal)) Interlocked.Increment(ref told[reader]);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or HttpRequestException)
        {
            // It is over, or Magister disconnected it: the count shows which.
        }
    }
}
