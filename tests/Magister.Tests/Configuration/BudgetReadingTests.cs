namespace Magister.Tests.Configuration;

/// <summary>The most that the fleet may number and cost.</summary>
public sealed class BudgetReadingTests
{
    [Fact]
    public void Load_WithoutThem_ThereIsNoLimit()
    {
        var fleet = Configured.Settings("").Fleet;
        Assert.Equal((null, null), (fleet.MaxInstances, fleet.MaxCostPerHour));
    }

    [Fact]
    public void Load_Limits_AreRead()
    {
        var fleet = Configured.Settings("max_instances = 5\nmax_cost_per_hour = 2.5", ("MAX_INSTANCES", "6")).Fleet;
        Assert.Equal((6, 2.5), (fleet.MaxInstances, fleet.MaxCostPerHour));
    }

    [Fact]
    public void Load_MaxCostBelowThatOfOneInstance_IsWarnedOf() => Assert.Contains(
        Configured.Warnings("max_cost_per_hour = 0.4"), warning => warning.Contains("max_cost_per_hour (MAX_COST_PER_HOUR) is 0.4, below vast_query.cost_per_hour", StringComparison.Ordinal));

    [Fact]
    public void Load_MaxInstancesBelowTheNumber_IsRejectedWithBoth() => Assert.Contains(
        "max_instances (MAX_INSTANCES) is 2, below number_instances (NUMBER_INSTANCES), 3", Assert.Single(Configured.Problems("max_instances = 2\nnumber_instances = 3")), StringComparison.Ordinal);

    [Theory]
    [InlineData("max_cost_per_hour = 0")]
    [InlineData("max_cost_per_hour = -1")]
    [InlineData("max_cost_per_hour = \"much\"")]
    [InlineData("max_cost_per_hour = 1e308")]
    [InlineData("max_instances = 0")]
    [InlineData("max_instances = 2.5")]
    public void Load_WhatIsNoLimit_IsRejected(string toml) => Assert.Contains(toml[..toml.IndexOf(' ', StringComparison.Ordinal)], Assert.Single(Configured.Problems(toml)), StringComparison.Ordinal);
}
