using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Vast.Wire;

/// <summary>An offer's fields under Vast's names, in a search's answer and in a row of the instance list.</summary>
internal static class OfferFields
{
    /// <summary>The columns requested with the instance list, besides those of the instance itself.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "compute_cap", "cpu_arch", "cpu_cores", "cpu_cores_effective", "cpu_ghz", "cpu_name", "cpu_ram", "cuda_max_good",
        "direct_port_count", "disk_bw", "disk_name", "disk_space", "dlperf", "dlperf_per_dphtotal", "dph_base", "dph_total",
        "driver_version", "driver_vers", "duration", "end_date", "geolocation", "gpu_arch", "gpu_name", "gpu_ram", "gpu_totalram",
        "gpu_max_power", "gpu_max_temp", "host_id", "hosting_type", "hostname", "inet_down", "inet_down_cost", "inet_up", "inet_up_cost",
        "logo", "machine_id", "num_gpus", "os_version", "pci_gen", "pcie_bw", "public_ipaddr", "reliability", "score", "start_date",
        "static_ip", "storage_cost", "storage_total_cost", "webpage", "reliability2", "rentable", "verification", "is_bid",
    ];

    /// <summary>The value, as text, of a field that a search may name: of the place only its country, as in the search.</summary>
    public static string? Told(JsonFields fields, string name) => name switch
    {
        "geolocation" => fields.ShortText(name) is { } place ? place[(place.LastIndexOf(',') + 1)..].Trim() : null,
        "datacenter" => fields.Scalar("hosting_type"),
        "ubuntu_version" => fields.Scalar("os_version"),
        _ => fields.Scalar(name),
    };

    public static Offer Read(JsonFields fields, long id) => new()
    {
        Id = id,
        ComputeCap = fields.Whole("compute_cap"),
        CpuArch = fields.ShortText("cpu_arch"),
        CpuCores = fields.Whole("cpu_cores"),
        CpuCoresEffective = fields.Number("cpu_cores_effective"),
        CpuGhz = fields.Number("cpu_ghz"),
        CpuName = fields.ShortText("cpu_name"),
        CpuRam = fields.Whole("cpu_ram"),
        CudaMaxGood = fields.Number("cuda_max_good"),
        DirectPortCount = fields.Whole("direct_port_count"),
        DiskBw = fields.Number("disk_bw"),
        DiskName = fields.ShortText("disk_name"),
        DiskSpace = fields.Number("disk_space"),
        Dlperf = fields.Number("dlperf"),
        DlperfPerDphtotal = fields.Number("dlperf_per_dphtotal"),
        DphBase = fields.Number("dph_base"),
        DphTotal = fields.Number("dph_total"),
        DriverVersion = fields.ShortText("driver_version"),
        DriverVers = fields.Whole("driver_vers"),
        Duration = fields.Number("duration"),
        EndDate = fields.Moment("end_date"),
        Geolocation = fields.ShortText("geolocation"),
        GpuArch = fields.ShortText("gpu_arch"),
        GpuName = fields.ShortText("gpu_name"),
        GpuRam = fields.Whole("gpu_ram"),
        GpuTotalRam = fields.Whole("gpu_total_ram") ?? fields.Whole("gpu_totalram"),
        GpuMaxPower = fields.Number("gpu_max_power"),
        GpuMaxTemp = fields.Number("gpu_max_temp"),
        HostId = fields.Whole("host_id"),
        HostingType = fields.Whole("hosting_type"),
        Hostname = fields.ShortText("hostname"),
        InetDown = fields.Number("inet_down"),
        InetDownCost = fields.Number("inet_down_cost"),
        InetUp = fields.Number("inet_up"),
        InetUpCost = fields.Number("inet_up_cost"),
        Logo = fields.ShortText("logo"),
        MachineId = fields.Whole("machine_id"),
        NumGpus = fields.Whole("num_gpus"),
        OsVersion = fields.ShortText("os_version"),
        PciGen = fields.Number("pci_gen"),
        PcieBw = fields.Number("pcie_bw"),
        PublicIpaddr = fields.ShortText("public_ipaddr")?.TrimEnd(),
        Reliability = fields.Number("reliability"),
        Score = fields.Number("score"),
        StartDate = fields.Moment("start_date"),
        StaticIp = fields.Flag("static_ip"),
        StorageCost = fields.Number("storage_cost"),
        StorageTotalCost = fields.Number("storage_total_cost"),
        Webpage = fields.ShortText("webpage"),
        Reliability2 = fields.Number("reliability2"),
        MinBid = fields.Number("min_bid"),
        IsBid = fields.Flag("is_bid"),
        Rentable = fields.Flag("rentable"),
        Verification = fields.ShortText("verification"),
    };
}
