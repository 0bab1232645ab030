
namespace Magister.Events;

/// <summary>Who follows the events just now.</summary>
internal sealed class EventStreams(EventHistory history, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>How many may at once, so that the connections that Contemplants need stay free.</summary>
    public const int MaxReaders = 256;

    private int readers;

    /// <summary>How many do.</summary>
    public int Readers => Volatile.Read(ref readers);

    /// <summary>Sends the events as they come, until the reader goes, falls behind or may no longer read, or Magister begins to end.</summary>
    /// <param name="after">The last event that the reader has; null for those to come.</param>
    /// <returns>False when there are too many readers; then nothing was sent.</returns>
    public async Task<bool> FollowAsync(HttpContext context, long? after, EventFilter filter, CancellationToken accessOver)
    {
        try
        {
            if (Interlocked.Increment(ref readers) > MaxReaders) return false;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, accessOver);
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache";

            // Else nginx would keep the events until it has a page of them.
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
