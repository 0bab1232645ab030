namespace Magister.Simulator.Market;

/// <summary>A computer of a host, with one or more offers.</summary>
internal sealed record Machine
{
    public required long Id { get; init; }
    public required long HostId { get; init; }
    public required GpuModel Gpu { get; init; }
    public required int GpuCount { get; init; }
    public required string? Geolocation { get; init; }
    public required int Geocode { get; init; }
    public required string CpuName { get; init; }
    public required int CpuCores { get; init; }
    public required double CpuGigahertz { get; init; }
    public required int RamMegabytes { get; init; }
    public required double CudaVersion { get; init; }
    public required int DriverMajor { get; init; }
    public required string Mainboard { get; init; }
    public required string OsVersion { get; init; }
    public required string DiskName { get; init; }
    public required double DiskGigabytes { get; init; }
    public required double DiskBandwidth { get; init; }
    public required int PciGeneration { get; init; }
    public required double DownMegabits { get; init; }
    public required double UpMegabits { get; init; }
    public required double TrafficCost { get; init; }
    public required string PublicAddress { get; init; }
    public required bool StaticAddress { get; init; }
    public required int Ports { get; init; }
    public required double Reliability { get; init; }
    public required string Verification { get; init; }
    public required bool Datacenter { get; init; }
    public required double StorageCost { get; init; }

    /// <summary>A number between 0 and 1, drawn once: machines below the fraction that never verifies are the ones that never do.</summary>
    public required double Temper { get; init; }

    public string DriverVersion => $"{DriverMajor}.{DriverMajor % 90}.{DriverMajor % 7:00}";
    public double DriverNumber => (DriverMajor * 1_000_000d) + (DriverMajor % 90 * 1000) + (DriverMajor % 7);
    public string? CountryCode => Geolocation?.Split(", ") is [_, var code] ? code : null;
}
