using System.Collections.Immutable;
using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>
/// Who calls Magister, and when. Synchronous and without a clock: whoever drives it, over HTTP or in virtual time, feeds it the
/// market's events, gives each started Contemplant its environment, makes the calls that are due and says how they went.
/// </summary>
public sealed class CallerSchedule
{
    private static readonly string[] Reasons =
        ["missed 3 heartbeats", "proof did not verify", "worker disconnected", "assigned proof timed out", "responded with an error"];

    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly Dictionary<long, Contemplant> _contemplants = [];
    private readonly PriorityQueue<(Contemplant Who, string? DropReason), (DateTimeOffset At, long Order)> _due = new();
    private readonly List<BootedInstance> _starting = [];
    private CallerOptions _options;
    private DateTimeOffset? _nextDropAt;
    private long _order;

    /// <summary>A schedule that draws from the seed.</summary>
    public CallerSchedule(CallerOptions options, int seed)
    {
        _options = options;
        _random = new Random(seed);
    }

    /// <summary>How callers behave. A new mean interval of the drops counts from the next <see cref="TakeDue"/> on.</summary>
    public CallerOptions Options
    {
        get
        {
            lock (_gate) return _options;
        }

        set
        {
            lock (_gate)
            {
                _nextDropAt = value.DropEvery == _options.DropEvery ? _nextDropAt : null;
                _options = value;
            }
        }
    }

    /// <summary>When the next call is due; null where nobody has anything to say.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (_gate)
            {
                var call = _due.TryPeek(out _, out var due) ? due.At : (DateTimeOffset?)null;
                return call is null || _nextDropAt < call ? _nextDropAt : call;
            }
        }
    }

    /// <summary>The instances whose Contemplants are verified and not dropped.</summary>
    public ImmutableArray<long> Verified
    {
        get
        {
            lock (_gate) return [.. Droppable().Select(contemplant => contemplant.Instance.InstanceId)];
        }
    }

    /// <summary>Takes in what happened in the market.</summary>
    public void Happened(MarketEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        lock (_gate)
        {
            if (happened.Started is { } started)
            {
                _contemplants[started.InstanceId] = new Contemplant(started);
                _starting.Add(started);
            }
            else if (happened is { Ended: true, InstanceId: { } ended })
            {
                _contemplants.Remove(ended);
            }
        }
    }

    /// <summary>The Contemplants that want to know their environment; each is to be told by <see cref="Start"/>.</summary>
    public ImmutableArray<BootedInstance> TakeStarting()
    {
        lock (_gate)
        {
            ImmutableArray<BootedInstance> taken = [.. _starting];
            _starting.Clear();
            return taken;
        }
    }

    /// <summary>Starts a Contemplant with the drop endpoint that its environment holds; without one it does not start.</summary>
    public void Start(long instanceId, string? dropEndpoint, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (dropEndpoint is null || !_contemplants.TryGetValue(instanceId, out var contemplant)) return;
            contemplant.DropEndpoint = dropEndpoint;
            if (contemplant.Instance.MachineTemper >= _options.NeverVerify) Plan(contemplant, now + _options.VerifyDelay.Draw(_random));
        }
    }

    /// <summary>The calls that are due by now, in their order.</summary>
    public ImmutableArray<CallerCall> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            PlanDrop(now);
            var calls = ImmutableArray.CreateBuilder<CallerCall>();
            while (_due.TryPeek(out var next, out var due) && due.At <= now)
            {
                _due.Dequeue();
                if (IsHere(next.Who))
                {
                    var address = next.DropReason is null ? next.Who.VerifyEndpoint : next.Who.DropEndpoint!;
                    calls.Add(new CallerCall(next.Who.Instance.InstanceId, address, next.DropReason));
                }
            }

            return calls.ToImmutable();
        }
    }

    /// <summary>Takes in how a call went. A verify that was refused is made again; a drop never is.</summary>
    public void Answered(CallerCall call, int? status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_gate)
        {
            if (call.IsDrop || !_contemplants.TryGetValue(call.InstanceId, out var contemplant)) return;
            if (status is not (>= 200 and < 300))
            {
                Plan(contemplant, now + _options.RetryDelay);
            }
            else if (!contemplant.IsVerified)
            {
                contemplant.IsVerified = true;
                if (_random.Hits(_options.VerifyTwice)) Plan(contemplant, now);
            }
        }
    }

    /// <summary>Lets the Hierophant drop an instance's Contemplant now; false where there is none that has an address.</summary>
    public bool Drop(long instanceId, string reason, DateTimeOffset now) => Plan(instanceId, reason, now);

    /// <summary>Lets a Contemplant verify now, also one that otherwise never would; false where there is none that has an address.</summary>
    public bool Verify(long instanceId, DateTimeOffset now) => Plan(instanceId, null, now);

    private bool Plan(long instanceId, string? dropReason, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_contemplants.TryGetValue(instanceId, out var contemplant) || contemplant.DropEndpoint is null) return false;
            contemplant.IsDropped |= dropReason is not null;
            Plan(contemplant, now, dropReason);
            return true;
        }
    }

    private void PlanDrop(DateTimeOffset now)
    {
        if (_options.DropEvery is not { } mean) return;
        _nextDropAt ??= now + _random.Wait(mean);
        while (_nextDropAt is { } at && at <= now)
        {
            _nextDropAt = at + _random.Wait(mean);
            var candidates = Droppable().ToList();
            if (candidates.Count == 0) continue;
            var chosen = _random.Pick(candidates);
            var reason = _random.Pick(Reasons);
            chosen.IsDropped = true;
            Plan(chosen, now, reason);
            if (_random.Hits(_options.DropTwice)) Plan(chosen, now, reason);
        }
    }

    // In the order of ids: a dictionary's own order is no part of what a seed determines.
    private IEnumerable<Contemplant> Droppable() => _contemplants.Values
        .Where(contemplant => contemplant is { IsVerified: true, IsDropped: false })
        .OrderBy(contemplant => contemplant.Instance.InstanceId);

    private bool IsHere(Contemplant who) => _contemplants.TryGetValue(who.Instance.InstanceId, out var here) && here == who;

    private void Plan(Contemplant who, DateTimeOffset at, string? dropReason = null) => _due.Enqueue((who, dropReason), (at, _order++));
}
