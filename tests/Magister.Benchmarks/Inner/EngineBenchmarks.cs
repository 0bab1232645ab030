using BenchmarkDotNet.Attributes;
using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Benchmarks.Inner;

/// <summary>What the loop does between two calls: take the input, and decide.</summary>
public class EngineBenchmarks
{
    private static readonly DateTimeOffset Now = Specimens.Epoch.AddMinutes(2);

    private Engine engine = null!;
    private EngineInput look = null!;
    private EngineInput runs = null!;
    private EngineInput loads = null!;

    /// <summary>Gets or sets how many instances are alive.</summary>
    [Params(1_000, 100_000)]
    public int Leases { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        engine = new Engine(Specimens.Settings(Leases), Specimens.Fleet(Leases));
        look = new EngineCall.List(Now).Ended(new Outcome<InstanceListing>.Done(new InstanceListing([.. Enumerable.Range(0, Leases).Select(index => Row(index, "running"))])));
        runs = Shown(Row(Leases / 2, "running"));
        loads = Shown(Row(Leases / 2, "loading"));
        engine.Start(Now);
        engine.Take(look, Now);
        engine.Decide(Now);
    }

    [Benchmark]
    public (EngineStep Taken, EngineStep Decided) LookAtACompleteList() => (engine.Take(look, Now), engine.Decide(Now));

    // Two changes, so that every round begins with the same fleet.
    [Benchmark(OperationsPerInvoke = 2)]
    public EngineStep TakeAChangeAndDecide()
    {
        engine.Take(loads, Now);
        engine.Decide(Now);
        engine.Take(runs, Now);
        return engine.Decide(Now);
    }

    private static EngineInput Shown(ListedInstance row) => new EngineCall.Show(row.Id).Ended(new Outcome<ShownInstance>.Done(new ShownInstance(row)));

    private static ListedInstance Row(int index, string status) => new()
    {
        Id = Specimens.InstanceId(index),
        Label = FleetSettings.Label,
        ActualStatus = status,
        StatusMessage = "success, running ghcr.io/example/contemplant_latest/jupyter",
        Hardware = Specimens.Offer(index),
    };
}
