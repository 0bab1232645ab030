using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Running;
using Magister.Telemetry.Metrics;
using Magister.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Telemetry;

public sealed class RunningCostTests
{
    [Fact]
    public void Cost_IsThePricesOverTime()
    {
        var time = new FakeTimeProvider(Facts.Epoch);
        var facts = new Facts();
        var one = facts.Rented(1, 10).Aggregate(FleetState.Empty, (fleet, fact) => fleet.Apply(fact));
        var two = facts.Rented(2, 20).Aggregate(one, (fleet, fact) => fleet.Apply(fact));
        var cost = new RunningCost(one, new SteadyClock(time, DateTimeOffset.MinValue));

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((0.25, 0.5), (cost.PerHour, cost.Total));
        cost.Follow(two);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0.5, 1.0), (cost.PerHour, cost.Total));
        cost.Follow(two.Apply(facts.Next(new ConfirmedGone(10))).Apply(facts.Next(new ConfirmedGone(20))));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 1.0), (cost.PerHour, cost.Total));
    }
}
