using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// Tells the life of a fleet as facts, from one seed: rents, verifies, changes of status, drops and ends, always so many instances alive.
/// </summary>
internal sealed class FleetStory
{
    private static readonly string[] Gpus = ["RTX 4090", "RTX 5090", "H100 SXM", "A100 PCIE", "RTX A6000"];
    private static readonly string[] Places = ["Sweden, SE", "Texas, US", "Québec, CA", ", US", "Republic of Korea, KR"];

    private readonly Random random;
    private readonly int number;
    private long nextOffer = 23_000_000;
    private long nextInstance = 31_000_000;

    public FleetStory(int seed, int number)
    {
        random = new Random(seed);
        this.number = number;
    }

    /// <summary>Offers of a few fields instead of all: for tests that try every byte.</summary>
    public bool OffersAreShort { get; init; }

    public FleetState State { get; private set; } = FleetState.Empty;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 3, 24, 37, TimeSpan.Zero);

    /// <summary>Goes on from another state, such as the one a journal was opened with.</summary>
    public void GoOnFrom(FleetState state)
    {
        State = state;
        Now = Now > state.LastAt ? Now : state.LastAt;
    }

    /// <summary>The next few facts, one event's worth; <see cref="State"/> has them folded already.</summary>
    public IReadOnlyList<Recorded> Next(TimeSpan step)
    {
        Now += step * random.NextDouble() * 2;
        var before = State;
        List<Recorded> told = [];
        foreach (var fact in Event(before))
        {
            var recorded = new Recorded(State.LastSequence + 1, Now, fact);
            State = State.Apply(recorded);
            told.Add(recorded);
        }

        return told;
    }

    /// <summary>Facts until there are that many.</summary>
    public IReadOnlyList<Recorded> Take(int count)
    {
        List<Recorded> told = [];
        while (told.Count < count) told.AddRange(Next(TimeSpan.FromMinutes(3)));
        return told;
    }

    public Offer MakeOffer()
    {
        var gpu = Gpus[random.Next(Gpus.Length)];
        nextOffer += random.Next(1, 500);
        if (OffersAreShort) return new Offer { Id = nextOffer, GpuName = gpu, MachineId = random.Next(1000, 60_000) };
        return new Offer
        {
            Id = nextOffer,
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

    private Adopted Adopt()
    {
        nextInstance += 3;
        nextOffer += 3;
        return new Adopted { InstanceId = nextInstance, OfferId = nextOffer, Offer = new Offer { Id = nextOffer }, StartedAt = Now };
    }

    private double Measured(double about) => about * random.NextDouble();

    private IEnumerable<Fact> Event(FleetState state)
    {
        if (state.LastSequence == 0) return [new Started(number)];
        if (state.Occupied < number) return [new RentIntended(MakeOffer())];
        if (state.Rents.Count > 0) return Answer(state.Rents.Values.First());
        var lease = state.Leases.Values.ElementAt(random.Next(state.Leases.Count));
        return lease switch
        {
            { Destruction.UnderWay: true } => [DestroyAnswer(lease)],
            { ShouldDrop: true } => [new DestroyIntended(lease.InstanceId, DestroyCause.Dropped, lease.Drop?.Reason ?? "again")],
            { MissingSince: not null } => [random.Next(3) == 0 ? new ConfirmedGone(lease.InstanceId) : new SeenAgain(lease.InstanceId)],
            { VerifiedAt: null } => [new StatusChanged(lease.InstanceId, "running", null), new Verified(lease.OfferId, lease.InstanceId)],
            _ => Trouble(lease),
        };
    }

    private Fact DestroyAnswer(Lease lease) => random.Next(8) == 0
        ? new DestroyFailed(lease.InstanceId, "HTTP 502, tried again later")
        : new Destroyed(lease.InstanceId, WasGoneAlready: random.Next(9) == 0);

    private IEnumerable<Fact> Answer(PendingRent rent) => (random.Next(12), rent.IsUncertain) switch
    {
        (0, _) => [new RentRefused(rent.Offer.Id, "no_such_ask Instance type is not available")],
        (1, true) => [new RentNeverHappened(rent.Offer.Id)],
        (2, false) => [new RentUncertain(rent.Offer.Id, "the connection was reset")],
        (3, _) => [new Verified(rent.Offer.Id, null)],
        _ =>
        [
            new RentAccepted(rent.Offer.Id, nextInstance += random.Next(1, 99), Now.AddMinutes(3), rent.IsUncertain),
            new StatusChanged(nextInstance, "loading", "Pulling from ghcr.io/example/contemplant: 4f4fb700ef54 Already exists"),
        ],
    };

    private IEnumerable<Fact> Trouble(Lease lease) => random.Next(20) switch
    {
        0 => [new SeenMissing(lease.InstanceId)],
        1 => [new StatusChanged(lease.InstanceId, "exited", "Grüße vom Daemon: \"exit 137\"\n")],
        2 => [new Verified(nextOffer + 7, null)],
        3 => [new Released(lease.InstanceId, "its label was changed")],
        4 => [new Started(number)],
        5 => [Adopt()],
        < 10 => [new StatusChanged(lease.InstanceId, "running", "success, running ghcr.io/example/contemplant_latest/jupyter")],
        _ => [new DropRequested(lease.OfferId, lease.InstanceId, "it gave no proof within 300 s")],
    };
}
