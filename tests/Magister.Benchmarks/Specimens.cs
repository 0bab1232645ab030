using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Ordinary;

namespace Magister.Benchmarks;

/// <summary>Fleets and facts of any size, with ordinary offers that have every field Vast fills.</summary>
internal static class Specimens
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const long FirstInstance = 31_000_000;
    private const long FirstOffer = 9_000_000;

    public static FleetSettings Settings(int number) => OrdinaryFleet.Settings(number) with { TemplateHash = "4e17788f74f075dd9aab7d0d4427968f", Onstart = Onstart };

    public static OnstartSettings Onstart => new()
    {
        MagisterAddress = "http://magister.example:8555",
        VastAddress = "https://console.vast.ai",
        HierophantAddress = "ws://hierophant.example:9010/ws",
        Contemplant =
        [
            KeyValuePair.Create("CONTEMPLANT_NAME", "contemplant"),
            KeyValuePair.Create("HTTP_PORT", "9011"),
            KeyValuePair.Create("HEARTBEAT_INTERVAL_SECONDS", "30"),
            KeyValuePair.Create("SSH_AUTHORIZED_KEYS", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5vdEFLZXlCdXRBc0xvbmdBc09uZQ operator's key"),
        ],
    };

    public static long InstanceId(int index) => FirstInstance + index;

    public static long OfferId(int index) => FirstOffer + index;

    /// <summary>A running fleet in which every other instance, starting with the first, is verified.</summary>
    public static FleetState Fleet(int number) => Recorded(Enumerable.Range(0, number).Select(index => new LeaseKept(Lease(index))))
        .Aggregate(FleetState.Empty, (state, recorded) => state.Apply(recorded));

    /// <summary>The facts recorded while this many instances are rented and verified.</summary>
    public static IEnumerable<Fact> Rentals(int number) => Enumerable.Range(0, number).SelectMany(index => new Fact[]
    {
        new RentIntended(Offer(index)),
        new RentAccepted(OfferId(index), InstanceId(index), FoundInList: false),
        new Verified(OfferId(index), InstanceId(index)),
    });

    /// <summary>Facts with their sequence numbers, one every millisecond.</summary>
    public static ImmutableArray<Recorded> Recorded(IEnumerable<Fact> facts, long first = 1) =>
        [.. facts.Select((fact, index) => new Recorded(first + index, Epoch.AddMilliseconds(index), fact))];

    public static Offer Offer(int index) => new()
    {
        Id = OfferId(index),
        ComputeCap = 890,
        CpuArch = "amd64",
        CpuCores = 64,
        CpuCoresEffective = 16,
        CpuGhz = 3.4,
        CpuName = "AMD EPYC 7542 32-Core Processor",
        CpuRam = 257_850,
        CudaMaxGood = 12.6,
        DirectPortCount = 250,
        DiskBw = 2894.5,
        DiskName = "nvme",
        DiskSpace = 384.2,
        Dlperf = 92.7,
        DlperfPerDphtotal = 281.3,
        DphBase = 0.32 + (index % 100 / 1000.0),
        DphTotal = 0.33 + (index % 100 / 1000.0),
        DriverVersion = "560.35.03",
        DriverVers = 560_035_003,
        Duration = 5_184_000.5,
        EndDate = 1_798_761_600,
        Geolocation = "Sweden, SE",
        GpuArch = "nvidia",
        GpuName = "RTX 4090",
        GpuRam = 24_564,
        GpuTotalRam = 24_564,
        GpuMaxPower = 450,
        GpuMaxTemp = 83,
        HostId = 50_000 + (index % 5000),
        HostingType = 0,
        InetDown = 812.4,
        InetDownCost = 0.002,
        InetUp = 634.9,
        InetUpCost = 0.002,
        MachineId = 20_000 + index,
        NumGpus = 1,
        OsVersion = "22.04",
        PciGen = 4,
        PcieBw = 24.1,
        PublicIpaddr = "192.0.2.17",
        Reliability = 0.9973,
        Score = 312.6,
        StartDate = 1_767_225_600,
        StaticIp = true,
        StorageCost = 0.15,
        StorageTotalCost = 0.0033,
        Reliability2 = 0.9973,
        Rentable = true,
        Verification = "verified",
    };

    private static Lease Lease(int index) => new()
    {
        InstanceId = InstanceId(index),
        OfferId = OfferId(index),
        Offer = Offer(index),
        KnownSince = Epoch,
        StartedAt = Epoch,
        WaitingSince = Epoch,
        VerifiedAt = index % 2 == 0 ? Epoch.AddMinutes(1) : null,
        Status = "running",
        StatusMessage = "success, running ghcr.io/example/contemplant_latest/jupyter",
    };
}
