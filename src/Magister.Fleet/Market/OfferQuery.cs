using System.Collections.Immutable;

namespace Magister.Fleet.Market;

/// <summary>The requirements on an offer: the section <c>[vast_query]</c>. A filter that is unset (null) is left out of the search.</summary>
public sealed record OfferQuery
{
    /// <summary>One name or several, as Vast spells them (<c>RTX 4090</c>).</summary>
    public required ImmutableArray<string> GpuNames { get; init; }

    /// <summary>The most an instance may cost, in USD per hour.</summary>
    public required double CostPerHour { get; init; }

    /// <summary>The disk to rent, GB. At least 8.</summary>
    public required double DiskSpace { get; init; }

    /// <summary>The disk for which the search prices its offers, GB.</summary>
    public required double AllocatedStorage { get; init; }

    /// <summary>Minimum reliability, 0 to 1.</summary>
    public double? Reliability { get; init; }

    /// <summary>Minimum CUDA version, as written (<c>12.4</c>).</summary>
    public string? MinCudaVersion { get; init; }

    /// <summary>Minimum GPU memory, GB.</summary>
    public double? GpuRam { get; init; }

    /// <summary>How long the machine must at least be available.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Which offers come first; by default those of the best score.</summary>
    public OfferOrder Order { get; init; }

    /// <summary>How to bid for interruptible instances; null, the default, to rent on demand.</summary>
    public Bidding? Bidding { get; init; }

    /// <summary>Whether Vast is asked for the cheapest offers rather than for those of the best score.</summary>
    public bool AsksForCheapest => Order is not OfferOrder.Score;

    /// <summary>All other conditions; none by default.</summary>
    public ImmutableArray<OfferFilter> Further { get; init; } = [];

    /// <summary>The same without asking Vast to apply the further conditions of a setting, or any; they are still checked here.</summary>
    public OfferQuery WithoutAsking(string? setting = null) => this with
    {
        Further = ImmutableArray.CreateRange(Further, filter => setting is null || filter.Setting == setting ? filter with { IsAsked = false } : filter),
    };
}
