using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Tests;

/// <summary>A seed is a world: the same steps each time, whatever else runs beside it.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Seed_RunTwice_HasTheSameSteps(int seed)
    {
        var first = OneRun.Of(seed, 0.5, isLogged: true);
        var second = OneRun.Of(seed, 0.5, isLogged: true);

        Assert.True(first.Steps.Count > 100);
        Assert.Equal(first.Steps, second.Steps);
    }

    [Fact]
    public void Seed_Logged_EndsAsIfNotLogged()
    {
        var (logged, silent) = (OneRun.Of(7, 0.5, isLogged: true), OneRun.Of(7, 0.5));

        Assert.Equal(silent.Tally.Counts, logged.Tally.Counts);
        Assert.Empty(silent.Steps);
    }

    [Fact]
    public void Seeds_OnTwoThreads_CountTheSameAsOnOne()
    {
        var orders = new Orders { Seed = 100, Runs = 12, Days = 0.2 };
        var one = new Campaign(orders with { Threads = 1 }).Run();
        var two = new Campaign(orders with { Threads = 2 }).Run();

        Assert.Equal(one.Tally.Counts.Select(Rounded), two.Tally.Counts.Select(Rounded));
    }

    // Sums of fractions depend on the order of the summands.
    private static KeyValuePair<string, double> Rounded(KeyValuePair<string, double> count) => new(count.Key, Math.Round(count.Value, 6));
}
