using System.Collections.Immutable;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;

namespace Magister.Simulator.Http;

/// <summary>The answer of <c>GET /admin/state</c>.</summary>
internal sealed record AdminState(
    DateTimeOffset Now,
    AdminSettings Settings,
    AdminOfferCounts Offers,
    AdminCosts Costs,
    ImmutableArray<InstanceRecord> Instances,
    ImmutableArray<long> Verified,
    ImmutableArray<ContemplantRecord> Contemplants,
    AdminHierophant Hierophant,
    AdminCalls Calls,
    ImmutableArray<CallerRecord> CallerCalls,
    ImmutableSortedDictionary<string, int> Peaks,
    ImmutableArray<FaultRule> Faults);

internal sealed record AdminSettings(MarketOptions Market, DeskOptions Desk, CallerOptions Callers);

/// <param name="AwayUntil">When it comes back; in the past if it is not away.</param>
/// <param name="Connected">How many Contemplants it has.</param>
internal sealed record AdminHierophant(DateTimeOffset AwayUntil, int Connected);

internal sealed record AdminOfferCounts(int Total, int Free);

internal sealed record AdminCosts(double Total, double PerHour, double Credit);

internal sealed record AdminCalls(long Made, long TooManyRequests, ImmutableSortedDictionary<string, int> Counts, ImmutableArray<CallRecord> Latest);

/// <summary>The body of <c>POST /admin/instances/{id}</c>: the given changes are made in this order.</summary>
internal sealed record AdminInstanceChange
{
    public string? StatusMsg { get; init; }
    public string? Status { get; init; }
    public string? Label { get; init; }
    public string? State { get; init; }
    public double? Price { get; init; }
    public TimeSpan PriceAfter { get; init; }
    public bool Outbid { get; init; }
    public bool Kill { get; init; }
    public bool Verify { get; init; }
    public string? Drop { get; init; }
    public bool Lose { get; init; }
    public bool End { get; init; }
    public bool Silence { get; init; }
    public TimeSpan? Cut { get; init; }
    public bool Delete { get; init; }
}

/// <summary>The body of <c>POST /admin/hierophant</c>.</summary>
/// <param name="Restart">How long it is away.</param>
internal sealed record AdminHierophantChange(TimeSpan Restart);

/// <summary>The body of <c>POST /admin/offers</c>.</summary>
internal sealed record AdminOfferChange
{
    public int Add { get; init; }
    public string? GpuName { get; init; }
    public double? Price { get; init; }
    public ImmutableArray<long> Remove { get; set; } = [];
    public bool RemoveAll { get; init; }
    public long? Reprice { get; init; }
}

/// <summary>The answer of <c>POST /admin/offers</c>.</summary>
/// <param name="Added">The ids of new offers.</param>
internal sealed record AdminOfferChanges(ImmutableArray<long> Added, int Removed);
