using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Simulator;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Vast;
using Magister.Vast.Calls;
using Microsoft.Extensions.DependencyInjection;
using Offer = Magister.Fleet.Market.Offer;

namespace Magister.Benchmarks.Inner;

/// <summary>Vast's answers, read by the daemon's own client: the simulator's bytes, but no network.</summary>
public class VastBenchmarks
{
    private const int RowsOfPage = 25;

    private readonly OfferQuery query = Specimens.Settings(1).Query with { CostPerHour = 100 };
    private ServiceProvider services = null!;
    private VastClient client = null!;

    [GlobalSetup]
    public async Task ListenAsync()
    {
        await using var vast = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Market = new MarketOptions { Offers = 2000 },
            Desk = new DeskOptions { Limits = new RateLimitOptions { Enabled = false } },
            Tenants = [new SimulatedTenant { Label = FleetSettings.Label, Onstart = Onstart.For(Specimens.Onstart, Specimens.OfferId(7)), Count = RowsOfPage }],
        });
        var settings = OrdinaryVast.Settings(vast.BaseAddress).WithoutGaps() with { ApiKey = "simulator-key" };
        var collection = new ServiceCollection().AddVastClient(settings);
        collection.AddHttpClient(nameof(VastClient)).ConfigurePrimaryHttpMessageHandler(() => new ReplayedAnswers());
        services = collection.BuildServiceProvider();
        client = services.GetRequiredService<VastClient>();
        if ((await SearchAsync()).Length == 0 || (await PageAsync()).Instances.Length != RowsOfPage) throw new InvalidOperationException("the simulator has not enough to show");
    }

    [GlobalCleanup]
    public void Close() => services.Dispose();

    /// <summary>64 offers.</summary>
    [Benchmark]
    public async Task<ImmutableArray<Offer>> SearchAsync() => ((Outcome<ImmutableArray<Offer>>.Done)await client.SendAsync(new SearchCall(query), CancellationToken.None)).Value;

    /// <summary>A page of 25 instances.</summary>
    [Benchmark]
    public async Task<InstanceListing> PageAsync() => ((Outcome<InstanceListing>.Done)await client.SendAsync(new ListCall(FleetSettings.Label), CancellationToken.None)).Value;
}
