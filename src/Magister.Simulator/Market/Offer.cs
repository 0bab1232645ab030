using System.Collections.Frozen;

namespace Magister.Simulator.Market;

/// <summary>What can be rented: some GPUs of one machine. The offers of a machine do not share GPUs.</summary>
internal sealed record Offer
{
    private const double HoursOfMonth = 720;
    private const int BidLevels = 10_000;

    public required long Id { get; init; }
    public required Machine Machine { get; init; }
    public required int NumGpus { get; init; }

    /// <summary>USD an hour without storage, around which the price swings.</summary>
    public required double ListedPrice { get; init; }

    /// <summary>The position of the price in its swing when the market opens, in turns.</summary>
    public required double Phase { get; init; }

    /// <summary>When the host first offered it, and how long each commitment lasts; it is renewed for the same time.</summary>
    public required DateTimeOffset ListedAt { get; init; }
    public required TimeSpan Term { get; init; }
    public required bool HidesEnd { get; init; }
    public required FrozenSet<string> Blanks { get; init; }
    public required FrozenSet<string> Missing { get; init; }

    /// <summary>Between 0 and 1: offers below the fraction of broken ones are shown broken.</summary>
    public required double Temper { get; init; }

    public double Share => (double)NumGpus / Machine.GpuCount;
    public double DiskGigabytes => Math.Round(Machine.DiskGigabytes * Share, 1);
    public double DeepLearningScore => Math.Round(Machine.Gpu.DeepLearningScore * NumGpus, 3);
    public double Flops => Math.Round(Machine.Gpu.TeraFlops * NumGpus, 3);
    public double Score => Math.Round(DeepLearningScore / ListedPrice * Machine.Reliability * (0.8 + (Phase * 0.4)), 4);

    public double PriceAt(DateTimeOffset now, MarketOptions options)
    {
        var turns = options.PricePeriod > TimeSpan.Zero ? (now - ListedAt) / options.PricePeriod : 0;
        return Math.Round(ListedPrice * (1 + (options.PriceSwing * Math.Sin(2 * Math.PI * (turns + Phase)))), 6);
    }

    public double MinBidAt(DateTimeOffset now, MarketOptions options) => Math.Round(
        options.BidMoves is { Ticks: > 0 } every ? ListedPrice * (0.3 + (0.6 * Chance.Draw(Id, BidLevels + Turn(now, every)))) : PriceAt(now, options) * 0.6, 6);

    public DateTimeOffset NextBidMove(DateTimeOffset now, TimeSpan every) => ListedAt + TimeSpan.FromTicks(every.Ticks * (Turn(now, every) + 1L));

    public double StoragePrice(double gigabytes) => Machine.StorageCost * gigabytes / HoursOfMonth;

    public DateTimeOffset EndDate(DateTimeOffset now) => ListedAt + (Term * (Math.Floor((now - ListedAt) / Term) + 1));

    private int Turn(DateTimeOffset now, TimeSpan every) => (int)((now - ListedAt).Ticks / every.Ticks);
}
