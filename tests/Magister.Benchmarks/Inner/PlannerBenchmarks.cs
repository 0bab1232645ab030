using BenchmarkDotNet.Attributes;
using Magister.Fleet;
using Magister.Fleet.Planning;

namespace Magister.Benchmarks.Inner;

/// <summary>Saying what to do next.</summary>
public class PlannerBenchmarks
{
    private static readonly DateTimeOffset Now = Specimens.Epoch.AddMinutes(2);

    private FleetState fleet = FleetState.Empty;
    private FleetSettings settings = Specimens.Settings(1);

    /// <summary>Gets or sets how many instances are alive.</summary>
    [Params(1_000, 100_000)]
    public int Leases { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        fleet = Specimens.Fleet(Leases);
        settings = Specimens.Settings(Leases);
    }

    [Benchmark]
    public Plan Plan() => Planner.Plan(fleet, settings, Now);
}
