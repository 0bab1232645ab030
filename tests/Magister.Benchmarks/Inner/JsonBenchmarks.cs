using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Magister.Endpoints;
using Magister.Endpoints.Answers;
using Magister.Fleet;

namespace Magister.Benchmarks.Inner;

/// <summary>The answers to <c>/summary</c> and <c>/instances</c> as JSON.</summary>
public class JsonBenchmarks
{
    private SummaryResponse summary = null!;
    private InstanceResponse[] instances = [];

    /// <summary>Gets or sets how many instances are in them.</summary>
    [Params(10, 1_000)]
    public int Instances { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var fleet = Specimens.Fleet(Instances);
        summary = FleetResponses.Summary(new FleetView(fleet, Instances, Instances, null, null), Specimens.Epoch);
        instances = FleetResponses.Instances(fleet.Leases.Values);
    }

    [Benchmark]
    public byte[] SummaryToJson() => JsonSerializer.SerializeToUtf8Bytes(summary, ResponseJson.Default.SummaryResponse);

    [Benchmark]
    public byte[] InstancesToJson() => JsonSerializer.SerializeToUtf8Bytes(instances, ResponseJson.Default.InstanceResponseArray);
}
