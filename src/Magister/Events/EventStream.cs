using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Magister.Events;

/// <summary>
/// Server-sent events for one reader. It keeps only its position, so a slow reader costs no more than a fast one; one that falls behind
/// the history is told so and disconnected.
/// </summary>
/// <remarks>The framework's own server-sent events have no comments, and an idle connection needs them to be kept open.</remarks>
internal sealed class EventStream(EventHistory history, PipeWriter output, TimeProvider time)
{
    /// <summary>The longest time without sending anything.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>The kind of the event that reports missing ones.</summary>
    public const string Gap = "gap";

    // Every reader is sent the same bytes.
    private static readonly ConditionalWeakTable<FleetEvent, byte[]> Frames = [];

    private long writtenAt = time.GetTimestamp();

    // Reused across events, so that each event leaves hardly any garbage behind for each of many readers.
    private Task alarm = Task.CompletedTask;

    /// <summary>Sends the events after a given one, until the reader leaves or falls behind, or the stream ends.</summary>
    /// <param name="after">The last event that the reader has; null for only new ones.</param>
    public async Task FollowAsync(long? after, EventFilter filter, CancellationToken over)
    {
        try
        {
            // So that the reader sees immediately that it is connected.
            await WriteAsync(": the events of Magister\n\n", over);
            var had = after is { } asked ? await BeginAfterAsync(asked, over) : history.Newest;
            while (true)
            {
                for (; had < history.Newest; had++)
                {
                    if (history.Find(had + 1) is not { } next)
                    {
                        await TellGapAsync(had, "this reader is too slow; connect again to go on: ", over);
                        return;
                    }

                    if (filter.Wants(next)) await WriteAsync(Frames.GetValue(next, FrameOf), over);
                }

                await WaitAsync(had, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The reader is gone, or Magister is ending.
        }
    }

    private async Task<long> BeginAfterAsync(long asked, CancellationToken over)
    {
        var oldest = history.Oldest;
        if (asked >= oldest - 1 && asked <= history.Newest) return asked;
        await TellGapAsync(asked, "", over);
        return oldest - 1;
    }

    private Task TellGapAsync(long had, string remark, CancellationToken over)
    {
        var (oldest, newest) = (history.Oldest, history.Newest);
        var missing = had > newest
            ? $"there is no event {had} yet, so it is another journal's; the last one is {newest}"
            : $"the events from {had + 1} to {oldest - 1} are not in memory";
        var gap = JsonSerializer.Serialize(new EventGap(had, oldest, newest, remark + missing), EventJson.Readable.EventGap);
        return WriteAsync($"event: {Gap}\ndata: {gap}\n\n", over);
    }

    private static byte[] FrameOf(FleetEvent told)
    {
        var data = JsonSerializer.Serialize(told, EventJson.Readable.FleetEvent);
        return Encoding.UTF8.GetBytes($"id: {told.Id}\nevent: {told.Kind}\ndata: {data}\n\n");
    }

    private Task WriteAsync(string text, CancellationToken over) => WriteAsync(Encoding.UTF8.GetBytes(text), over);

    private async Task WriteAsync(byte[] bytes, CancellationToken over)
    {
        await output.WriteAsync(bytes, over);
        writtenAt = time.GetTimestamp();
        over.ThrowIfCancellationRequested();
    }

    private async Task WaitAsync(long had, CancellationToken over)
    {
        var arrival = history.Arrival;
        if (history.Newest > had) return;
        if (alarm.IsCompleted) alarm = Task.Delay(Later(Heartbeat - time.GetElapsedTime(writtenAt), TimeSpan.Zero), time, over);
        await Task.WhenAny(arrival, alarm);
        over.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(writtenAt) >= Heartbeat) await WriteAsync(": alive\n\n", over);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
