namespace Magister.Simulator.Market;

/// <summary>Enforces the least gaps. A refused call does not count as the last one.</summary>
internal sealed class RateLimits
{
    private readonly Dictionary<VastEndpoint, DateTimeOffset> _last = [];
    private DateTimeOffset _createShutUntil;

    /// <summary>The gap that a call at this moment violates; null if it may pass, and it then counts.</summary>
    public TimeSpan? Broken(VastEndpoint endpoint, DateTimeOffset now, RateLimitOptions options)
    {
        var gap = options.Gap(endpoint);
        if (!options.Enabled || gap == TimeSpan.Zero) return null;
        if (endpoint == VastEndpoint.Create && now < _createShutUntil) return gap;
        if (_last.TryGetValue(endpoint, out var last) && now - last < gap - options.Tolerance)
        {
            if (endpoint == VastEndpoint.Create) _createShutUntil = now + options.CreatePenalty;
            return gap;
        }

        _last[endpoint] = now;
        return null;
    }
}
