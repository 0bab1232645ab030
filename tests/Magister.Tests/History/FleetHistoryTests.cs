using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.History;
using Magister.Journal;
using Magister.Running;
using Magister.Tests.Events;
using Magister.Tests.Running;

namespace Magister.Tests.History;

public sealed class FleetHistoryTests
{
    private static readonly DateTimeOffset Start = Facts.Epoch;

    private readonly FleetHistory history = new();

    [Fact]
    public void Stood_IsKeptAtTheEndOfEachMinute()
    {
        var fleet = Fleet(new Facts().Rented(1, 10, verified: true));
        history.Stood(FleetState.Empty, 5, Start);
        history.Stood(FleetState.Empty, 5, Start.AddSeconds(130));
        history.Stood(fleet, 5, Start.AddSeconds(179));
        history.Stood(fleet, 5, Start.AddSeconds(180));
        Assert.Equal(
            [Minute(1, 0, 0, 0), Minute(2, 0, 0, 0), Minute(3, 1, 1, 0.25)],
            history.Minutes);

        static FleetMinute Minute(int at, int alive, int verified, double cost) => new(Start.AddMinutes(at), 5, alive, verified, 0, cost);
    }

    [Fact]
    public void Minute_CountsWhatIsAliveVerifiedRentedAndCosts()
    {
        var facts = new Facts();
        Recorded[] told =
        [
            .. facts.Rented(1, 10, verified: true), .. facts.Rented(2, 20), .. facts.Rented(3, 30, verified: true),
            facts.Next(new DropRequested(3, 30, "slow")), facts.Next(new RentIntended(Facts.Offer(4))),
        ];
        Assert.Equal(new FleetMinute(Start, 4, 2, 1, 1, 0.75), FleetMinute.Of(Fleet(told), 4, Start));
    }

    [Fact]
    public void LongGap_KeepsTheLastDayAlone()
    {
        history.Stood(FleetState.Empty, 1, Start);
        history.Stood(FleetState.Empty, 2, Start.AddDays(3));
        history.Stood(FleetState.Empty, 3, Start.AddDays(3).AddMinutes(1));
        var minutes = history.Minutes;
        Assert.Equal(FleetHistory.MaxMinutes, minutes.Length);
        Assert.Equal(Enumerable.Range(2, 1440).Select(minute => Start.AddDays(2).AddMinutes(minute)), minutes.Select(minute => minute.At));
        Assert.Equal([2, 3], minutes[^2..].Select(minute => minute.Wanted));
    }

    [Fact]
    public void ClockThatIsSetBack_ChangesNothing()
    {
        history.Stood(FleetState.Empty, 1, Start);
        history.Stood(FleetState.Empty, 1, Start.AddMinutes(2));
        history.Stood(FleetState.Empty, 9, Start.AddMinutes(-5));
        Assert.Equal([1, 1], history.Minutes.Select(minute => minute.Wanted));
    }

    [Fact]
    public void Journal_TellsOfTheRunsBefore()
    {
        using var directory = new TemporaryDirectory();
        Recorded[] told =
        [
            At(1, 0, new RentIntended(Facts.Offer(1))), At(2, 90, new RentAccepted(1, 10, FoundInList: false)),
            At(3, 150, new Started(4)), At(4, 200, new Verified(1, 10)), At(5, 250, new Scaled(2, 4)), At(6, 310, new ConfirmedGone(10)),
        ];
        using (var journal = Open(directory, new FleetHistory()).Journal) journal.Append(told);

        var opened = Open(directory, history);
        opened.Journal.Dispose();
        history.Stood(opened.State, 1, Start.AddMinutes(7));
        Assert.Equal(Enumerable.Range(1, 7).Select(minute => Start.AddMinutes(minute)), history.Minutes.Select(minute => minute.At));
        Assert.Equal([0, 1, 1, 1, 1, 0, 0], history.Minutes.Select(minute => minute.Alive));
        Assert.Equal([0, 0, 0, 1, 1, 0, 0], history.Minutes.Select(minute => minute.Verified));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0], history.Minutes.Select(minute => minute.Renting));
        Assert.Equal([null, null, 4, 4, 2, 1, 1], history.Minutes.Select(minute => minute.Wanted));
    }

    [Fact]
    public async Task Sampler_WritesOnAtTheEndOfEveryMinute()
    {
        var time = new WatchedTime();
        var snapshot = new FleetSnapshot(new FleetView(FleetState.Empty, 3, 3, []));
        using var sampler = new HistorySampler(history, snapshot, new SteadyClock(time, DateTimeOffset.MinValue), time, new KeptLines<HistorySampler>());
        await sampler.StartAsync(default);
        for (var minute = 1; minute <= 3; minute++)
        {
            await Until(() => time.TimersBegun == minute);
            time.Advance(TimeSpan.FromMinutes(1));
            await Until(() => history.Minutes.Length == minute);
        }

        await sampler.StopAsync(default);
        Assert.Equal([3, 3, 3], history.Minutes.Select(minute => minute.Wanted));
    }

    private static FleetState Fleet(IEnumerable<Recorded> facts) => facts.Aggregate(FleetState.Empty, (fleet, fact) => fleet.Apply(fact));

    private static Recorded At(long sequence, int seconds, Fact fact) => new(sequence, Start.AddSeconds(seconds), fact);

    private static JournalOpening.Opened Open(TemporaryDirectory directory, FleetHistory history) =>
        Assert.IsType<JournalOpening.Opened>(FactJournal.Open(directory.Path, history.Replay));

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1000, "It never came.");
            await Task.Delay(10);
        }
    }

    private sealed class TemporaryDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("magister-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
