using Magister.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace Magister.Simulation.Tests.Tests;

/// <summary>Magister against many worlds, each a day long.</summary>
public sealed class FixedSeedsTests(FixedSeeds seeds, ITestOutputHelper output) : IClassFixture<FixedSeeds>
{
    // Known to fail and not mended yet: one of ours that nobody knows, and one given away that is destroyed.
    private static readonly int[] StillOpen = [873, 1298];

    [Fact]
    public void Worlds_BreakNoRule()
    {
        var campaign = seeds.Campaign;
        var failures = campaign.Failures.Where(failure => !StillOpen.Contains(failure.Seed)).ToArray();
        output.WriteLine(Report.OfCampaign(campaign));

        Assert.True(
            failures.Length == 0,
            string.Join(Environment.NewLine, failures.Select(failure => Report.OfFailure(failure, campaign.Orders.Days))));
    }

    [Fact]
    public void Worlds_SeeEverythingHappenThatIsToBeBorne()
    {
        if (FixedSeeds.AreComplete) Assert.Empty(Coverage.Missing(seeds.Campaign.Tally));
    }
}
