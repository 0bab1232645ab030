using BenchmarkDotNet.Attributes;
using Magister.Endpoints.Answers;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Running;

namespace Magister.Benchmarks.Inner;

/// <summary>The answers to <c>/summary</c> and <c>/instances</c> as JSON: all of them, and again after a drop.</summary>
public class JsonBenchmarks
{
    private readonly SteadyClock clock = new(TimeProvider.System, DateTimeOffset.MinValue);
    private FleetView before = null!;
    private FleetView after = null!;
    private FleetSnapshot snapshot = null!;
    private FleetAnswers answers = null!;

    /// <summary>Gets or sets how many instances are in them.</summary>
    [Params(10, 1_000)]
    public int Instances { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var fleet = Specimens.Fleet(Instances);
        var middle = Instances / 2;
        before = ViewOf(fleet);
        after = ViewOf(fleet.Apply(new Recorded(fleet.LastSequence + 1, Specimens.Epoch, new DropRequested(Specimens.OfferId(middle), Specimens.InstanceId(middle), "slow"))));
        snapshot = new FleetSnapshot(before);
        answers = new FleetAnswers(snapshot, clock);
    }

    [Benchmark]
    public object SummaryToJson() => new FleetAnswers(snapshot, clock).Summary;

    [Benchmark]
    public object InstancesToJson() => new FleetAnswers(snapshot, clock).Instances;

    [Benchmark]
    public object SummaryAgainAfterADrop()
    {
        Change();
        return answers.Summary;
    }

    [Benchmark]
    public object InstancesAgainAfterADrop()
    {
        Change();
        return answers.Instances;
    }

    private void Change() => snapshot.Publish(ReferenceEquals(snapshot.Current, before) ? after : before, null);

    private FleetView ViewOf(FleetState fleet) => new(fleet, Instances, Specimens.Settings(Instances), []);
}
