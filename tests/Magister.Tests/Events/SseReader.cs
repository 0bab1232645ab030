using System.Net.ServerSentEvents;

namespace Magister.Tests.Events;

/// <summary>The framework's own reader of server-sent events, a few at a time.</summary>
internal sealed class SseReader(Stream stream) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> items = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>The next ones; fewer if the stream ends before.</summary>
    public async Task<List<SseItem<string>>> TakeAsync(int count)
    {
        var taken = new List<SseItem<string>>();
        while (taken.Count < count && await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20))) taken.Add(items.Current);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        try
        {
            await items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // It was disposed while waiting for the next one.
        }
    }
}
