
namespace Magister.Events;

/// <summary>The current readers of the events.</summary>
internal sealed class EventStreams(EventHistory history, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>The most readers at once, so that the connections that Contemplants need stay free.</summary>
    public const int MaxReaders = 256;

    private int readers;

    /// <summary>The number of readers.</summary>
    public int Readers => Volatile.Read(ref readers);

    /// <summary>Sends the events as they happen, until the reader leaves, falls behind or may no longer read, or Magister begins to end.</summary>
    /// <param name="after">The last event that the reader has; null for only new ones.</param>
    /// <returns>False if there are too many readers; nothing was sent then.</returns>
    public async Task<bool> FollowAsync(HttpContext context, long? after, EventFilter filter, CancellationToken accessOver)
    {
        try
        {
            if (Interlocked.Increment(ref readers) > MaxReaders) return false;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, accessOver);
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache";

            // Otherwise nginx would buffer the events.
            response.Headers["X-Accel-Buffering"] = "no";
            await new EventStream(history, response.BodyWriter, time).FollowAsync(after, filter, over.Token);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref readers);
        }
    }
}
