namespace Magister.Simulator.Market;

/// <summary>Draws machines, and the hosts they belong to, from the seed.</summary>
internal sealed class MachineFactory(Random random, int hosts)
{
    private static readonly string?[] Places =
    [
        "Sweden, SE", "Texas, US", "Quebec, CA", "Germany, DE", "Japan, JP", "Czechia, CZ", "Poland, PL", "Taiwan, TW",
        "California, US", "United Kingdom, GB", "Norway, NO", "Bulgaria, BG", ", US", null,
    ];

    private static readonly string[] Cpus =
        ["AMD EPYC 7763 64-Core Processor", "AMD EPYC 7413 24-Core Processor", "Xeon® Gold 6226R", "AMD Ryzen 9 7950X 16-Core", "Core™ i9-13900K"];

    private static readonly string[] Boards = ["ROMED8-2T", "H12SSL-i", "Z790 AORUS ELITE AX", "X570 Taichi", "MZ32-AR0-00"];
    private static readonly string[] Disks = ["Samsung SSD 980 PRO 2TB", "KINGSTON SNV2S4000G", "WD_BLACK SN850X 4000GB", "nvme"];
    private static readonly int[] GpuCounts = [1, 1, 2, 4, 4, 8];
    private static readonly double[] CudaVersions = [11.8, 12.1, 12.2, 12.4, 12.6, 12.8, 13.0];
    private static readonly int[] Drivers = [535, 550, 560, 565, 570, 580];
    private static readonly string[] Systems = ["20.04", "22.04", "24.04"];

    private long _lastMachineId = 9_000;

    public Machine Next(GpuModel? gpu = null)
    {
        _lastMachineId += random.Next(1, 12);
        return new Machine
        {
            Id = _lastMachineId,
            HostId = 40_000 + (random.Next(hosts) * 37L),
            Gpu = gpu ?? random.Pick(GpuModel.Catalogue),
            GpuCount = random.Pick(GpuCounts),
            Geolocation = random.Pick(Places),
            Geocode = random.Next(1, 100_000_000),
            CpuName = random.Pick(Cpus),
            CpuCores = 8 << random.Next(0, 4),
            CpuGigahertz = Math.Round(random.Between(2.2, 5.4), 2),
            RamMegabytes = 32_768 << random.Next(0, 4),
            CudaVersion = random.Pick(CudaVersions),
            DriverMajor = random.Pick(Drivers),
            Mainboard = random.Pick(Boards),
            OsVersion = random.Pick(Systems),
            DiskName = random.Pick(Disks),
            DiskGigabytes = Math.Round(random.Between(120, 4000), 1),
            DiskBandwidth = Math.Round(random.Between(400, 7000), 1),
            PciGeneration = random.Next(3, 6),
            DownMegabits = Math.Round(random.Between(90, 9000), 1),
            UpMegabits = Math.Round(random.Between(40, 8000), 1),
            TrafficCost = Math.Round(random.Between(0, 0.02), 5),
            PublicAddress = $"203.0.113.{random.Next(1, 255)}{(random.Hits(0.2) ? " \n" : "")}",
            StaticAddress = random.Hits(0.4),
            Ports = random.Next(2, 1000),
            Reliability = Math.Round(1 - (0.08 * Math.Pow(random.NextDouble(), 3)), 7),
            Verification = random.Hits(0.94) ? "verified" : random.Hits(0.7) ? "unverified" : "deverified",
            Datacenter = random.Hits(0.25),
            StorageCost = Math.Round(random.Between(0.05, 0.3), 4),
            Temper = random.NextDouble(),
        };
    }
}
