using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Tests;

/// <summary>A fleet of thousands converges, is looked at, loses some and survives a kill. <c>make large</c> does so with 100,000.</summary>
public sealed class LargeFleetTests
{
    private const int Number = 3000;

    [Fact]
    public void Fleet_OfThousands_IsKeptAtItsNumber()
    {
        var fleet = new LargeFleet(Number);
        Assert.Equal(4, fleet.Steps().Count());
        Assert.Equal(Number, fleet.State.Leases.Count);
        var truth = fleet.World.Market.Truth();
        Assert.Equal(Number, truth.Alive.Count());
        Assert.Equal(Number + (Number / 100), truth.Instances.Length);
        Assert.Equal(Number / 100, truth.Instances.Count(instance => !instance.IsAlive));
    }
}
