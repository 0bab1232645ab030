using System.Collections.Frozen;

namespace Magister.Simulator.Market;

/// <summary>Draws the offers of a market from the seed: hosts with machines, machines with one to four offers.</summary>
internal sealed class OfferFactory
{
    // Fields that were seen null or absent on Vast, and without which an offer can still be rented.
    public static IReadOnlyList<string> Fragile { get; } =
    [
        "cpu_name", "disk_name", "driver_version", "external", "gpu_max_power", "gpu_max_temp", "hostname", "logo", "mobo_name",
        "os_version", "public_ipaddr", "webpage", "cpu_ghz", "pcie_bw", "gpu_lanes", "dlperf", "dlperf_per_dphtotal", "static_ip",
        "credit_discount_max", "reliability_mult", "cluster_id", "inet_up_cost", "avail_vol_dph", "avail_vol_size", "bw_nvlink",
    ];

    private const int HiddenEnd = 200;

    private readonly Random _random;
    private readonly MarketOptions _options;
    private readonly MachineFactory _machines;
    private long _lastOfferId = 20_000_000;

    public OfferFactory(Random random, MarketOptions options)
    {
        _random = random;
        _options = options;
        _machines = new MachineFactory(random, Math.Max(4, options.Offers / 8));
    }

    public IEnumerable<Offer> Make(int count, DateTimeOffset now)
    {
        var made = 0;
        while (made < count)
        {
            foreach (var offer in OfMachine(_machines.Next(), now).Take(count - made))
            {
                made++;
                yield return offer;
            }
        }
    }

    /// <summary>One offer with the given GPU and price, on a machine of its own.</summary>
    public Offer MakeOne(GpuModel? gpu, double? price, DateTimeOffset now)
    {
        var offer = OfMachine(_machines.Next(gpu), now).First();
        return price is { } given ? offer with { ListedPrice = given } : offer;
    }

    private IEnumerable<Offer> OfMachine(Machine machine, DateTimeOffset now)
    {
        var free = machine.GpuCount;
        while (free > 0)
        {
            var gpus = Math.Min(free, Math.Max(1, machine.GpuCount >> _random.Next(0, 3)));
            free -= gpus;
            yield return Make(machine, gpus, now);
        }
    }

    private Offer Make(Machine machine, int gpus, DateTimeOffset now)
    {
        _lastOfferId += _random.Next(1, 300);
        return new Offer
        {
            Id = _lastOfferId,
            Machine = machine,
            NumGpus = gpus,
            ListedPrice = Math.Round(machine.Gpu.PricePerHour * gpus * _random.Between(0.75, 1.4), 6),
            Phase = _random.NextDouble(),
            ListedAt = now - TimeSpan.FromHours(_random.Between(1, 40)),
            Term = _options.Terms.Draw(_random),
            HidesEnd = Chance.Draw(_lastOfferId, HiddenEnd) < _options.HiddenEnds,
            Blanks = Draw(0.5),
            Missing = Draw(0.15),
            Temper = _random.NextDouble(),
        };
    }

    private FrozenSet<string> Draw(double probability) =>
        _random.Hits(probability) ? new[] { _random.Pick(Fragile), _random.Pick(Fragile) }.ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
}
