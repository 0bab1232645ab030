using System.Collections.Immutable;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measurements;

/// <summary>What is requested over and over.</summary>
/// <param name="Path">The route's path.</param>
/// <param name="Name">The prefix of its rows' names.</param>
internal sealed record RateTarget(string Path, string Name)
{
    /// <summary>The requested encoding; null for none.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether it is requested only if it has changed.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The limit of the rate, relative to nginx's or absolute.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The limit of the rate, relative to the bare handler's.</summary>
    public Limit? KestrelLimit { get; init; }

    /// <summary>Whether other servers are measured with the same bytes.</summary>
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
