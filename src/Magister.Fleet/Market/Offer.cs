using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>
/// A machine slice that Vast offers for rent, with the fields that <c>/instances</c> serves. The names and units are Vast's own
/// (<c>search_offers.yaml</c>); every field but the id may be missing, since fields come and go.
/// </summary>
public sealed record Offer
{
    /// <summary>The ask's id: valid until somebody rents it; it can come back later for another instance.</summary>
    public required long Id { get; init; }

    /// <summary>CUDA compute capability times 100.</summary>
    public long? ComputeCap { get; init; }

    public string? CpuArch { get; init; }

    public long? CpuCores { get; init; }

    public double? CpuCoresEffective { get; init; }

    public double? CpuGhz { get; init; }

    public string? CpuName { get; init; }

    /// <summary>MB.</summary>
    public long? CpuRam { get; init; }

    /// <summary>The newest CUDA version that the machine's driver supports.</summary>
    public double? CudaMaxGood { get; init; }

    public long? DirectPortCount { get; init; }

    /// <summary>MB/s.</summary>
    public double? DiskBw { get; init; }

    public string? DiskName { get; init; }

    /// <summary>GB.</summary>
    public double? DiskSpace { get; init; }

    public double? Dlperf { get; init; }

    public double? DlperfPerDphtotal { get; init; }

    /// <summary>USD per hour without storage.</summary>
    public double? DphBase { get; init; }

    /// <summary>USD per hour in total, including the storage that the search allocated.</summary>
    public double? DphTotal { get; init; }

    public string? DriverVersion { get; init; }

    public long? DriverVers { get; init; }

    /// <summary>Seconds for which the machine is available.</summary>
    public double? Duration { get; init; }

    /// <summary>Unix seconds.</summary>
    public double? EndDate { get; init; }

    /// <summary>For people; can be missing, or a bare <c>, US</c>.</summary>
    public string? Geolocation { get; init; }

    public string? GpuArch { get; init; }

    /// <summary>With spaces, as in <c>RTX 4090</c>.</summary>
    public string? GpuName { get; init; }

    /// <summary>MB per GPU.</summary>
    public long? GpuRam { get; init; }

    /// <summary>MB over all GPUs.</summary>
    public long? GpuTotalRam { get; init; }

    /// <summary>Watts.</summary>
    public double? GpuMaxPower { get; init; }

    /// <summary>Degrees Celsius.</summary>
    public double? GpuMaxTemp { get; init; }

    public long? HostId { get; init; }

    public long? HostingType { get; init; }

    public string? Hostname { get; init; }

    /// <summary>Mb/s.</summary>
    public double? InetDown { get; init; }

    /// <summary>USD per GB.</summary>
    public double? InetDownCost { get; init; }

    /// <summary>Mb/s.</summary>
    public double? InetUp { get; init; }

    /// <summary>USD per GB.</summary>
    public double? InetUpCost { get; init; }

    public string? Logo { get; init; }

    public long? MachineId { get; init; }

    public long? NumGpus { get; init; }

    public string? OsVersion { get; init; }

    public double? PciGen { get; init; }

    /// <summary>GB/s.</summary>
    public double? PcieBw { get; init; }

    public string? PublicIpaddr { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Reliability { get; init; }

    public double? Score { get; init; }

    /// <summary>Unix seconds.</summary>
    public double? StartDate { get; init; }

    public bool? StaticIp { get; init; }

    /// <summary>USD per GB and month.</summary>
    public double? StorageCost { get; init; }

    /// <summary>USD per hour.</summary>
    public double? StorageTotalCost { get; init; }

    public string? Webpage { get; init; }

    /// <summary>0 to 1; the one that the search filters on.</summary>
    public double? Reliability2 { get; init; }

    /// <summary>USD per hour without storage: the minimum bid for it.</summary>
    public double? MinBid { get; init; }

    /// <summary>Whether it is priced as a bid; for a contract, whether it is one. Null also means on demand.</summary>
    public bool? IsBid { get; init; }

    /// <summary>Whether the offer could be rented when the search was answered.</summary>
    public bool? Rentable { get; init; }

    /// <summary><c>verified</c>, <c>unverified</c> or <c>deverified</c>: Vast's word on the machine, unrelated to a Contemplant's verify.</summary>
    public string? Verification { get; init; }

    // The other fields that a search filters on, as Vast stated them. Of no use once it is rented, and never written down.
    private ImmutableDictionary<string, string>? ToldFields { get; init; }

    /// <summary>What Vast stated for a field that a further filter names; null if it did not, or if that was invalid.</summary>
    public string? Told(string field) => ToldFields?.GetValueOrDefault(field);

    /// <summary>Its machine's reliability, 0 to 1: the one that searches filter on, if stated. A method, so that no answer contains it.</summary>
    public double? StatedReliability() => Reliability2 ?? Reliability;

    /// <summary>The same offer with what Vast stated for the fields that further filters name; null for nothing.</summary>
    public Offer Telling(ImmutableDictionary<string, string>? fields) => this with { ToldFields = fields };

    /// <summary>Whether this many USD per hour can be a price at all.</summary>
    public static bool IsPrice(double perHour) => perHour is > 0 and < 1e6;

    /// <summary>A price as it was stated; null if there is none, or none that is possible.</summary>
    public static double? SoundPrice(double? perHour) => perHour is { } told && IsPrice(told) ? told : null;
}
