using System.Text.Json;
using System.Text.Json.Nodes;
using Magister.Simulator.Market;
using Magister.Simulator.Tests.Support;

namespace Magister.Simulator.Tests.Market;

public class DeterminismTests
{
    [Fact]
    public void Market_SameSeed_SameOffersAndTheSameRun() => Assert.Equal(Run(7), Run(7));

    [Fact]
    public void Market_AnotherSeed_AnotherRun() => Assert.NotEqual(Run(7), Run(8));

    private static string Run(int seed)
    {
        var bench = new Bench(
            o => o with
            {
                Boot = DurationRange.Seconds(20, 300),
                BootFailures = 0.1,
                MeanLife = TimeSpan.FromHours(1),
                ListLag = DurationRange.Seconds(0, 30),
                SkipNumericFilters = 0.2,
                PriceSwing = 0.2,
            },
            seed);
        var script = new Random(1);
        var told = new List<string>();
        bench.Market.Observe(happened => told.Add(happened.ToString()));
        for (var i = 0; i < 300; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(script.Next(1, 120)));
            var found = bench.Market.Search(new JsonObject { ["limit"] = 8, ["dph_total"] = new JsonObject { ["lte"] = 0.6 } }).Body;
            told.Add(found.ToJsonString());
            var offers = found["offers"]!.AsArray();
            bench.TryRent((long)offers[script.Next(offers.Count)]!["id"]!.GetValue<double>());
            if (bench.Market.Alive() is [_, _, _, _, var fifth, ..]) bench.Market.Destroy(fifth.InstanceId);
            told.Add(bench.List().ToJsonString());
        }

        return string.Join('\n', told) + JsonSerializer.Serialize(bench.Market.Truth());
    }
}
