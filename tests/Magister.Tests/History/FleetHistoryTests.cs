using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.History;
using Magister.Ordinary;
using Magister.Tests.Events;

namespace Magister.Tests.History;

public sealed class FleetHistoryTests
{
    private const int Start = 29_000_000;

    private readonly FleetHistory history = new();

    [Fact]
    public void Minute_CountsWhatIsAliveVerifiedWorkingRentedAndCosts()
    {
        var facts = new Facts();
        Recorded[] told =
        [
            .. facts.Rented(1, 10, verified: true), .. facts.Rented(2, 20), .. facts.Rented(3, 30, verified: true), .. facts.Rented(5, 50, verified: true),
            facts.Next(new DropRequested(3, 30, "slow")), facts.Next(new WentSilent(50, 300)), facts.Next(new SeenMissing(50)), facts.Next(new RentIntended(Facts.Offer(4))),
        ];
        var fleet = told.Aggregate(FleetState.Empty, (state, fact) => state.Apply(fact));

        Assert.Equal(
            new FleetMinute(Start, 4, 3, 2, 1, 1, 1),
            FleetMinute.Create(new FleetView(fleet, 4, OrdinaryFleet.Settings(3), []), FleetMinute.End(Start).AddSeconds(59)));
    }

    [Fact]
    public void Minutes_AreToldOldestFirstAsFarBackAsIsAskedFor()
    {
        foreach (var minute in new[] { 0, 1, 2, 5, 6 }) Assert.True(history.Add(At(minute)));

        Assert.Equal([0, 1, 2, 5, 6], Offsets(100));
        Assert.Equal([2, 5, 6], Offsets(5));
    }

    [Fact]
    public void Minutes_AfterAWeekTakeThePlacesOfTheOldest()
    {
        for (var minute = 0; minute < FleetHistory.MaxMinutes + 10; minute++) history.Add(At(minute));

        Assert.Equal(Enumerable.Range(10, FleetHistory.MaxMinutes), Offsets(int.MaxValue));
    }

    [Fact]
    public void LongGap_LeavesNothingOlderThanAWeek()
    {
        history.Add(At(0));
        history.Add(At(FleetHistory.MaxMinutes - 1));
        history.Add(At(FleetHistory.MaxMinutes));

        Assert.Equal([FleetHistory.MaxMinutes - 1, FleetHistory.MaxMinutes], Offsets(FleetHistory.MaxMinutes));
    }

    [Fact]
    public void EarlierMinute_ChangesNothing()
    {
        history.Add(At(5));

        Assert.False(history.Add(At(5)));
        Assert.False(history.Add(At(4)));
        Assert.Equal([5], Offsets(100));
    }

    internal static FleetMinute At(int minute, int working = 3) => new(Start + minute, 5, 4, 4, working, 1, 1.25);

    private IEnumerable<int> Offsets(int most) => history.Last(most).Select(minute => minute.Minute - Start);
}
