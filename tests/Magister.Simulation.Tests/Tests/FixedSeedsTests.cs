using Magister.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace Magister.Simulation.Tests.Tests;

/// <summary>Magister against many worlds, each a day long.</summary>
public sealed class FixedSeedsTests(FixedSeeds seeds, ITestOutputHelper output) : IClassFixture<FixedSeeds>
{
    [Fact]
    public void Worlds_BreakNoRule()
    {
        var campaign = seeds.Campaign;
        output.WriteLine(Report.OfCampaign(campaign));

        Assert.True(
            campaign.Failures.Count == 0,
            string.Join(Environment.NewLine, campaign.Failures.Select(failure => Report.OfFailure(failure, campaign.Orders))));
    }

    [Fact]
    public void Worlds_SeeEverythingHappenThatIsToBeBorne()
    {
        if (FixedSeeds.AreComplete) Assert.Empty(Coverage.Missing(seeds.Campaign.Tally));
    }
}
