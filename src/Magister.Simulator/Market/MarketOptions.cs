namespace Magister.Simulator.Market;

/// <summary>
/// What the market contains and how it behaves. All but <see cref="Offers"/>, <see cref="Terms"/> and
/// <see cref="HiddenEnds"/> can be changed while it runs.
/// </summary>
public sealed record MarketOptions
{
    /// <summary>The upper bound of <see cref="Offers"/>.</summary>
    public const int MaxOffers = 1_000_000;

    /// <summary>How many offers are made from the seed. The default value is 200, at most <see cref="MaxOffers"/>.</summary>
    public int Offers { get; init; } = 200;

    /// <summary>Time from a rent to <c>running</c>. The default value is 2 to 6 seconds.</summary>
    public DurationRange Boot { get; init; } = DurationRange.Seconds(2, 6);

    /// <summary>Fraction of boots that end in a Docker error instead of <c>running</c>. The default value is 0.</summary>
    public double BootFailures { get; init; }

    /// <summary>Mean time that a running instance lives before it is exited, offline or unknown. The default value is null: forever.</summary>
    public TimeSpan? MeanLife { get; init; }

    /// <summary>Fraction of hosts on whose machines every boot ends in a Docker error. The default value is 0.</summary>
    public double BadHosts { get; init; }

    /// <summary>Fraction of machines that take ten times as long to boot. The default value is 0.</summary>
    public double SlowMachines { get; init; }

    /// <summary>Fraction of machines whose instances live a thirtieth of <see cref="MeanLife"/>. The default value is 0.</summary>
    public double FrailMachines { get; init; }

    /// <summary>Fraction of deaths that end in <c>loading</c> with a Docker error, <c>created</c>, no status, <c>scheduling</c>, <c>frozen</c> or <c>rebooting</c>. The default value is 0.</summary>
    public double OddDeaths { get; init; }

    /// <summary>
    /// Fraction of instances that appear on a day's bill up to ten hours late, and of those that appear twice. The default value is 0.
    /// </summary>
    public double OddBills { get; init; }

    /// <summary>Fraction of rents whose label does not stick; a label that is set later does. The default value is 0.</summary>
    public double LostLabels { get; init; }

    /// <summary>Fraction of rents whose contract costs three times the offer's price. The default value is 0.</summary>
    public double DearerContracts { get; init; }

    /// <summary>Fraction of rents that get a GPU other than the offer's. The default value is 0.</summary>
    public double OtherGpus { get; init; }

    /// <summary>How long a new instance is missing from the list. The default value is 0.</summary>
    public DurationRange ListLag { get; init; }

    /// <summary>How long a destroyed instance stays in the list. The default value is 0.</summary>
    public TimeSpan Linger { get; init; }

    /// <summary>How long a search keeps showing an offer that was taken, and hides one that came back. The default value is 0.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>How far prices swing around the listed one, as a fraction. The default value is 0.1.</summary>
    public double PriceSwing { get; init; } = 0.1;

    /// <summary>Period of the price swing. The default value is one hour.</summary>
    public TimeSpan PricePeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How often the least bid of each offer moves, to 0.3 to 0.9 of its listed price: instances with lower bids are stopped, and run again
    /// once it falls. The default value is null: it stays at 0.6 of the price, and nothing is stopped.
    /// </summary>
    public TimeSpan? BidMoves { get; init; }

    /// <summary>Fraction of bids that become on-demand contracts, at the full price. The default value is 0.</summary>
    public double LostBids { get; init; }

    /// <summary>The most offers a search returns, whatever its limit says. The default value is 64.</summary>
    public int SearchCap { get; init; } = 64;

    /// <summary>The most instances on a page of the list. The default value is 25.</summary>
    public int PageCap { get; init; } = 25;

    /// <summary>Fraction of searches that do not apply <c>gt gte lt lte</c>. The default value is 0.</summary>
    public double SkipNumericFilters { get; init; }

    /// <summary>A search that names this field finds nothing, such as <c>cuda_max_good</c>. The default value is null: none does.</summary>
    public string? HidingFilter { get; init; }

    /// <summary>How long hosts commit their machines; a contract ends with its commitment. The default value is 3 to 60 days.</summary>
    public DurationRange Terms { get; init; } = new(TimeSpan.FromDays(3), TimeSpan.FromDays(60));

    /// <summary>Fraction of offers that do not show when they end, and neither do their contracts. The default value is 0.</summary>
    public double HiddenEnds { get; init; }

    /// <summary>Fraction of offers that are shown broken: a wrong type, or not even an object. The default value is 0.</summary>
    public double BrokenOffers { get; init; }

    /// <summary>Fraction of rents of a taken offer that are accepted; the second instance dies soon. The default value is 0.</summary>
    public double AcceptTakenOffers { get; init; }

    /// <summary>Credit of the account in USD when set; what instances cost is deducted from it. The default value is 100,000.</summary>
    public double Credit { get; init; } = 100_000;

    /// <summary>The most USD an hour that the account may spend, as for new accounts. The default value is null: no limit.</summary>
    public double? SpendRateLimit { get; init; }
}
