using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using Magister.Events;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Events;

public sealed class EventStreamTests : IDisposable
{
    private readonly Pipe connection = new(new PipeOptions(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048, useSynchronizationContext: false));
    private readonly WatchedTime time = new();
    private readonly CancellationTokenSource over = new();

    public void Dispose() => over.Dispose();

    [Fact]
    public async Task Reader_WithoutAPlace_GetsWhatComes()
    {
        var history = EventHistoryTests.Filled(0, 5);
        var stream = Follow(history, null);
        await using var reader = Reader();
        await Eventually.IsTrueAsync("it waits", () => time.TimersBegun == 1);
        Announce(history, 6, 7);

        Assert.Equal(["6", "7"], (await reader.TakeAsync(2)).Select(item => item.EventId));
        await EndAsync(stream);
    }

    [Fact]
    public async Task Reader_WithAPlace_GoesOnFromThereAndThenFollows()
    {
        var history = EventHistoryTests.Filled(0, 5);
        var stream = Follow(history, 3);
        await using var reader = Reader();
        var told = await reader.TakeAsync(2);
        Announce(history, 6, 6);

        Assert.Equal([("4", "verified"), ("5", "destroyed")], told.Select(item => (item.EventId, item.EventType)));
        Assert.Equal("6", (await reader.TakeAsync(1))[0].EventId);
        await EndAsync(stream);
    }

    [Fact]
    public async Task Event_IsTheSameObjectAsInTheList()
    {
        var history = EventHistoryTests.Filled(0, 5);
        var stream = Follow(history, 4);
        await using var reader = Reader();
        var data = JsonDocument.Parse((await reader.TakeAsync(1))[0].Data).RootElement;

        Assert.Equal(
            ["id", "at", "kind", "instance_id", "offer_id", "machine_id", "gpu", "by", "text"], data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(5, data.GetProperty("id").GetInt64());
        await EndAsync(stream);
    }

    [Fact]
    public async Task Reader_WhoseFilterLetsNothingThrough_HearsOnlyTheHeartbeat()
    {
        var history = EventHistoryTests.Filled(0, 5);
        var stream = Follow(history, 0, new EventFilter { InstanceId = 5 });
        await Eventually.IsTrueAsync("it waits", () => time.TimersBegun == 1);
        Assert.Equal(": the events of Magister\n\n", await ReadTextAsync());
        time.Advance(EventStream.Heartbeat - TimeSpan.FromSeconds(1));
        Announce(history, 6, 6);
        await Eventually.IsTrueAsync("it waits again", () => time.TimersBegun == 1);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(": alive\n\n", await ReadTextAsync());
        await EndAsync(stream);
    }

    [Theory]
    [InlineData(100, "the events from 101 to 1500 are not in memory")]
    [InlineData(9999, "there is no event 9999 yet, so it is another journal's; the last one is 2500")]
    public async Task Reader_WhosePlaceIsNotInMemory_IsToldFirstAndGetsTheRest(long after, string words)
    {
        var stream = Follow(EventHistoryTests.Filled(0, 2500), after);
        await using var reader = Reader();
        var told = await reader.TakeAsync(2);

        Assert.Equal(("gap", null), (told[0].EventType, told[0].EventId));
        var gap = JsonDocument.Parse(told[0].Data).RootElement;
        Assert.Equal(words, gap.GetProperty("text").GetString());
        Assert.Equal((after, 1501, 2500), (gap.GetProperty("after_id").GetInt64(), gap.GetProperty("oldest_id").GetInt64(), gap.GetProperty("newest_id").GetInt64()));
        Assert.Equal("1501", told[1].EventId);
        await EndAsync(stream);
    }

    [Fact]
    public async Task Reader_WhoIsSlowerThanTheHistoryIsLong_IsToldAndCutAndHoldsNobodyUp()
    {
        var history = EventHistoryTests.Filled(0, EventHistory.Capacity);
        var stream = Follow(history, 0);
        var clock = Stopwatch.StartNew();
        Announce(history, EventHistory.Capacity + 1, 5000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
        Assert.False(stream.IsCompleted);

        await using var reader = Reader();
        var told = await reader.TakeAsync(int.MaxValue);
        await stream.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("gap", told[^1].EventType);
        Assert.Contains("this reader is too slow; connect again to go on: the events from", told[^1].Data, StringComparison.Ordinal);
        var ids = told[..^1].Select(item => long.Parse(item.EventId!)).ToArray();
        Assert.Equal(Enumerable.Range(1, ids.Length).Select(id => (long)id), ids);
        Assert.True(ids.Length < 100);
    }

    [Fact]
    public async Task Reader_WhoDoesNotReadAtAll_IsLeftWhenItIsOver()
    {
        var history = EventHistoryTests.Filled(0, 1000);
        var stream = Follow(history, 0);
        await Task.Delay(50);
        Assert.False(stream.IsCompleted);
        await EndAsync(stream);
    }

    private async Task Follow(EventHistory history, long? after, EventFilter? filter = null)
    {
        await new EventStream(history, connection.Writer, time).FollowAsync(after, filter ?? new EventFilter(), over.Token);
        await connection.Writer.CompleteAsync();
    }

    private static void Announce(EventHistory history, long first, long last)
    {
        for (var id = first; id <= last; id++)
        {
            history.Add(EventHistoryTests.Event(id));
            history.Announce();
        }
    }

    private SseReader Reader() => new(connection.Reader.AsStream());

    private async Task<string> ReadTextAsync()
    {
        var read = await connection.Reader.ReadAsync();
        var text = System.Text.Encoding.UTF8.GetString(read.Buffer.ToArray());
        connection.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private async Task EndAsync(Task stream)
    {
        await over.CancelAsync();
        await stream.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
