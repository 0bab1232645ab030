using System.Collections.Immutable;

namespace Magister.Simulator.Market;

/// <summary>The calls that came in and went out.</summary>
internal sealed class CallLog
{
    private const int MaxKept = 500_000;

    private readonly List<CallRecord> _calls = [];
    private readonly List<CallerRecord> _callerCalls = [];
    private long _forgotten;
    private long _callerOrdinal;

    public long Made => _forgotten + _calls.Count;
    public long TooManyRequests { get; private set; }
    public ImmutableArray<CallRecord> Calls => [.. _calls];
    public ImmutableArray<CallerRecord> CallerCalls => [.. _callerCalls];

    public CallRecord Open(VastEndpoint endpoint, long? target, DateTimeOffset now)
    {
        if (_calls.Count == MaxKept)
        {
            _calls.RemoveRange(0, MaxKept / 2);
            _forgotten += MaxKept / 2;
        }

        var call = new CallRecord { Ordinal = Made + 1, Endpoint = endpoint, TargetId = target, ArrivedAt = now };
        _calls.Add(call);
        return call;
    }

    public void Replace(CallRecord call)
    {
        var place = (int)(call.Ordinal - 1 - _forgotten);
        if (call.Status == 429 && call.AnsweredAt is null) TooManyRequests++;
        if (place >= 0) _calls[place] = call;
    }

    public void Add(CallerRecord call)
    {
        if (_callerCalls.Count == MaxKept) _callerCalls.RemoveRange(0, MaxKept / 2);
        _callerCalls.Add(call with { Ordinal = ++_callerOrdinal });
    }
}
