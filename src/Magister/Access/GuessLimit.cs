using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Magister.Access;

/// <summary>
/// How often an address may be wrong: ten times in a burst, then once every six seconds. Checked only for wrong requests, so that a valid
/// request is never delayed by a neighbour's wrong one.
/// </summary>
internal sealed class GuessLimit : IDisposable
{
    public const int MaxAtOnce = 10;

    public static readonly TimeSpan Regain = TimeSpan.FromSeconds(6);

    // Addresses share this many slots, so that memory is bounded however many there are.
    private const int Places = 4096;

    // Created at the first wrong request: from then on it checks its counters ten times a second.
    private readonly Lazy<PartitionedRateLimiter<IPAddress?>> limiter = new(Create);

    /// <summary>Notes that an address was wrong.</summary>
    /// <returns>Null, or how long it has to wait after too many wrong requests.</returns>
    public TimeSpan? Take(IPAddress? address)
    {
        using var lease = limiter.Value.AttemptAcquire(address);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Regain;
    }

    public void Dispose()
    {
        if (limiter.IsValueCreated) limiter.Value.Dispose();
    }

    private static PartitionedRateLimiter<IPAddress?> Create() => PartitionedRateLimiter.Create<IPAddress?, int>(address =>
        RateLimitPartition.GetTokenBucketLimiter(PlaceOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = MaxAtOnce,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Regain,
            QueueLimit = 0,
        }));

    /// <summary>
    /// The slot of an address: random, and different in each run. IPv6 addresses of one network share it, since a client has all of them.
    /// </summary>
    internal static int PlaceOf(IPAddress? address)
    {
        if (address is null) return 0;
        var hash = new HashCode();
        hash.AddBytes(address switch
        {
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().GetAddressBytes(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => address.GetAddressBytes().AsSpan(0, 8),
            _ => address.GetAddressBytes(),
        });
        return (int)((uint)hash.ToHashCode() % Places);
    }
}
