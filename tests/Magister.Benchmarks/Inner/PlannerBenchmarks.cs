using BenchmarkDotNet.Attributes;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Planning;

namespace Magister.Benchmarks.Inner;

/// <summary>Applying one more fact, and deciding what follows from it.</summary>
public class PlannerBenchmarks
{
    private static readonly DateTimeOffset Now = Specimens.Epoch.AddMinutes(2);

    private FleetState fleet = FleetState.Empty;
    private FleetSettings settings = Specimens.Settings(1);
    private Recorded verified = null!;
    private Recorded dropRequested = null!;

    /// <summary>Gets or sets how many instances are alive.</summary>
    [Params(1_000, 100_000)]
    public int Leases { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        fleet = Specimens.Fleet(Leases);
        settings = Specimens.Settings(Leases);

        // Those with odd numbers are not verified yet.
        var index = (Leases / 2) + 1;
        verified = Next(new Verified(Specimens.OfferId(index), Specimens.InstanceId(index)));
        dropRequested = Next(new DropRequested(Specimens.OfferId(index), Specimens.InstanceId(index), "it gave no proof within 300 s"));
    }

    [Benchmark]
    public FleetState ApplyVerified() => fleet.Apply(verified);

    [Benchmark]
    public FleetState ApplyDropRequested() => fleet.Apply(dropRequested);

    [Benchmark]
    public Plan ApplyDropRequestedAndPlan() => Planner.Plan(fleet.Apply(dropRequested), settings, Now);

    [Benchmark]
    public Plan Plan() => Planner.Plan(fleet, settings, Now);

    private Recorded Next(Fact fact) => new(fleet.LastSequence + 1, Now, fact);
}
