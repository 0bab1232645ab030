using System.Collections.Immutable;

namespace Magister.Torture.Market;

/// <summary>The parts of the simulator's <c>/admin/state</c> that matter here.</summary>
internal sealed record MarketState(
    DateTimeOffset Now,
    ImmutableArray<MarketInstance> Instances,
    ImmutableArray<long> Verified,
    MarketCalls Calls,
    ImmutableArray<CallerCall> CallerCalls)
{
    /// <summary>Every instance that Magister ever rented: nobody else calls this market.</summary>
    public IEnumerable<MarketInstance> Rented => Instances.Where(instance => !instance.IsTenant);

    /// <summary>The living instances that Magister rented and nobody took away by relabelling.</summary>
    public IEnumerable<MarketInstance> Ours => Rented.Where(instance => instance is { IsAlive: true, Label: "magister" });
}

/// <summary>One instance, alive or gone.</summary>
internal sealed record MarketInstance(
    long InstanceId,
    long? OfferId,
    long? RentCall,
    DateTimeOffset RentedAt,
    string? Label,
    string? Status,
    bool IsTenant,
    long BornStep,
    long? GoneStep,
    DateTimeOffset? GoneAt,
    string? GoneBy,
    bool IsAlive);

internal sealed record MarketCalls(ImmutableArray<MarketCall> Latest);

/// <summary>One call to the market. The target of a create is an offer, otherwise it is an instance.</summary>
internal sealed record MarketCall(long Ordinal, string Endpoint, long? TargetId, DateTimeOffset ArrivedAt, bool TookEffect);

/// <summary>A call of a simulated Contemplant, its watch or the simulated Hierophant to Magister: <c>verify</c>, <c>drop</c> or <c>pulse</c>.</summary>
internal sealed record CallerCall(string Kind, long InstanceId, DateTimeOffset SentAt, DateTimeOffset EndedAt, bool Succeeded);
