using System.Collections.Immutable;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>What is asked for over and over.</summary>
/// <param name="Path">Of the route.</param>
/// <param name="Name">What its rows begin with.</param>
internal sealed record RateTarget(string Path, string Name)
{
    /// <summary>The encoding that is asked for; null for none.</summary>
    public string? Encoding { get; init; }

    /// <summary>It is asked for only if it is not what it was.</summary>
    public bool IsConditional { get; init; }

    /// <summary>What the rate is to reach, of nginx's or as such.</summary>
    public Limit? Limit { get; init; }

    /// <summary>What the rate is to reach, of the bare handler's.</summary>
    public Limit? KestrelLimit { get; init; }

    /// <summary>Other servers are measured with the same bytes.</summary>
    public bool HasReferences => Encoding is null && !IsConditional;

    public string Rate => $"{Name}, requests a second";

    public string RateOfKestrel => $"{Name}, requests a second (Kestrel)";

    public string Half => $"{Name}, p50";

    public string NinetyNine => $"{Name}, p99";

    public string Slowest => $"{Name}, slowest";

    public ImmutableArray<RowPlan> Rows => HasReferences
        ?
        [
            RateRow(Rate) with { Reference = "nginx", Limit = Limit },
            RateRow(RateOfKestrel) with { Reference = "bare Kestrel", Limit = KestrelLimit },
            .. new[] { Half, NinetyNine, Slowest }.Select(what => new RowPlan(what, "ms") { Reference = "nginx" }),
        ]
        : [RateRow(Rate), new(NinetyNine, "ms")];

    private static RowPlan RateRow(string what) => new(what, "req/s") { MoreIsBetter = true };
}
