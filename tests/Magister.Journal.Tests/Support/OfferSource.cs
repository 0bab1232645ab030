using Magister.Fleet.Market;

namespace Magister.Journal.Tests.Support;

/// <summary>Offers like Vast's, each with a unique id.</summary>
internal sealed class OfferSource(Random random)
{
    private static readonly string[] Gpus = ["RTX 4090", "RTX 5090", "H100 SXM", "A100 PCIE", "RTX A6000"];
    private static readonly string[] Places = ["Sweden, SE", "Texas, US", "Québec, CA", ", US", "Republic of Korea, KR"];

    /// <summary>Whether they have only a few fields: for tests that try every byte.</summary>
    public bool AreShort { get; set; }

    public long LastId { get; private set; } = 23_000_000;

    public long NextId(int step) => LastId += step;

    public Offer Next()
    {
        var gpu = Gpus[random.Next(Gpus.Length)];
        var id = NextId(random.Next(1, 500));
        if (AreShort) return new Offer { Id = id, GpuName = gpu, MachineId = random.Next(1000, 60_000) };
        return new Offer
        {
            Id = id,
            ComputeCap = 890,
            CpuArch = "amd64",
            CpuCores = 64,
            CpuCoresEffective = 10.666666666666666,
            CpuGhz = 3.7,
            CpuName = "AMD EPYC 7542 32-Core Processor",
            CpuRam = 257_812,
            CudaMaxGood = 12.8,
            DirectPortCount = 249,
            DiskBw = Measured(4000),
            DiskName = "SAMSUNG MZQL23T8HCLS-00A07",
            DiskSpace = Measured(2000),
            Dlperf = Measured(150),
            DlperfPerDphtotal = Measured(400),
            DphBase = Measured(1),
            DphTotal = Measured(1),
            DriverVersion = "570.133.20",
            DriverVers = 570_133_020,
            Duration = Measured(9_000_000),
            EndDate = Measured(1_800_000_000),
            Geolocation = Places[random.Next(Places.Length)],
            GpuArch = "nvidia",
            GpuName = gpu,
            GpuRam = 24_564,
            GpuTotalRam = 24_564,
            GpuMaxPower = 450,
            GpuMaxTemp = Measured(90),
            HostId = random.Next(50_000, 300_000),
            HostingType = 1,
            Hostname = "gpu-node-17.dc2.example.net",
            InetDown = Measured(9000),
            InetDownCost = Measured(0.01),
            InetUp = Measured(9000),
            InetUpCost = Measured(0.01),
            Logo = "/static/logos/vastai_small2.png",
            MachineId = random.Next(1000, 60_000),
            NumGpus = 1,
            OsVersion = "22.04",
            PciGen = 4,
            PcieBw = Measured(25),
            PublicIpaddr = "203.0.113.187",
            Reliability = Measured(1),
            Score = Measured(400),
            StartDate = Measured(1_700_000_000),
            StaticIp = true,
            StorageCost = 0.15,
            StorageTotalCost = Measured(0.01),
            Webpage = "https://datacenter.example.net/",
            Reliability2 = Measured(1),
            Rentable = true,
            Verification = "verified",
        };
    }

    private double Measured(double about) => about * random.NextDouble();
}
