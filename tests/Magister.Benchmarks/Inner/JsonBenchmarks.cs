using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Magister.Endpoints;

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
        instances = [.. Specimens.Fleet(Instances).Leases.Values.Select(lease => new InstanceResponse(lease.Offer, lease.InstanceId, lease.ShouldDrop))];
        var overview = instances.Select(instance => new InstanceOverview(
            instance.InstanceId, instance.Offer.Id, instance.Offer.GpuName, instance.Offer.Geolocation, instance.Offer.MachineId, instance.Offer.HostId,
            instance.Offer.DphTotal));
        summary = new SummaryResponse(0.35 * Instances, Instances, [.. overview], [], [], null);
    }

    [Benchmark]
    public byte[] SummaryToJson() => JsonSerializer.SerializeToUtf8Bytes(summary, ResponseJson.Default.SummaryResponse);

    [Benchmark]
    public byte[] InstancesToJson() => JsonSerializer.SerializeToUtf8Bytes(instances, ResponseJson.Default.InstanceResponseArray);
}
