using Magister.Events;

namespace Magister.Tests.Events;

public sealed class EventHistoryTests
{
    [Fact]
    public void History_BeforeAnything_IsEmptyAndKnowsWhereTheRunsBeforeEnded()
    {
        var history = new EventHistory(41);
        Assert.Empty(history.After(0));
        Assert.Equal((42, 41), (history.Oldest, history.Newest));
    }

    [Fact]
    public void History_KeepsTheLastThousandInOrder()
    {
        var history = Filled(41, 2500);
        Assert.Equal(Enumerable.Range(1542, 1000).Select(id => (long)id), history.After(0).Select(one => one.Id));
        Assert.Equal((1542, 2541), (history.Oldest, history.Newest));
        Assert.Null(history.Find(1541));
        Assert.Equal(1542, history.Find(1542)?.Id);
    }

    [Fact]
    public void After_AnEvent_GivesThoseBehindIt()
    {
        var history = Filled(41, 10);
        Assert.Equal([50L, 51L], history.After(49).Select(one => one.Id));
        Assert.Empty(history.After(51));
        Assert.Empty(history.After(long.MaxValue));
    }

    [Fact]
    public async Task Arrival_AskedForBefore_EndsWhenSomethingIsAnnounced()
    {
        var history = Filled(0, 1);
        var arrival = history.Arrival;
        Assert.False(arrival.IsCompleted);
        history.Add(Event(2));
        history.Announce();
        await arrival.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(history.Arrival.IsCompleted);
    }

    [Fact]
    public async Task Readers_WhileTheLoopWrites_SeeWholeRunsOfEvents()
    {
        var history = Filled(0, 1);
        var writer = Task.Run(() =>
        {
            for (var id = 2; id <= 200_000; id++) history.Add(Event(id));
        });
        while (!writer.IsCompleted)
        {
            var ids = history.After(0).Select(one => one.Id).ToArray();
            Assert.True(ids.Zip(ids.Skip(1)).All(pair => pair.First < pair.Second));
            Assert.True(ids.Length <= EventHistory.Capacity);
        }

        await writer;
        Assert.Equal(EventHistory.Capacity, history.After(0).Count());
    }

    internal static EventHistory Filled(long before, int count)
    {
        var history = new EventHistory(before);
        for (var id = before + 1; id <= before + count; id++) history.Add(Event(id));
        history.Announce();
        return history;
    }

    internal static FleetEvent Event(long id) => new()
    {
        Id = id,
        At = Facts.Epoch,
        Kind = id % 2 == 0 ? "verified" : "destroyed",
        InstanceId = 100 + (id % 3),
        OfferId = 10 + (id % 5),
        MachineId = 1000 + (id % 7),
        Gpu = "RTX 4090",
        Text = "Something happened",
    };
}
