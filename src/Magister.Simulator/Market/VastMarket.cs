using System.Collections.Immutable;

namespace Magister.Simulator.Market;

/// <summary>
/// The marketplace: offers, instances, the account, and the records. It is synchronous; its time comes from the given
/// <see cref="TimeProvider"/>, its randomness from one seed. Whatever is due by itself happens at the next call, or when
/// <see cref="Advance"/> is called at <see cref="NextChangeAt"/>, so it runs in virtual time as well as behind a server.
/// </summary>
public sealed partial class VastMarket
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly OfferBook _offers;
    private readonly Account _account;
    private readonly LifeQueue _life = new();
    private readonly AliveCounts _counts = new();
    private readonly CallLog _log = new();
    private readonly List<Instance> _instances = [];
    private readonly ListedInstances _listed = new();
    private readonly Dictionary<long, Instance> _alive = [];
    private readonly List<Action<MarketEvent>> _observers = [];
    private MarketOptions _options;
    private (InstanceList? List, MarketAnswer? Problem) _lastList;
    private ListRequest? _lastListRequest;
    private int _lastPageCap;
    private DateTimeOffset _now;
    private long _lastInstanceId = 30_000_000;
    private long _step;
    private bool _creditGone;

    /// <summary>Opens a market.</summary>
    /// <param name="options">What it contains and how it behaves.</param>
    /// <param name="seed">Everything that is drawn comes from it: the same calls at the same times get the same answers.</param>
    /// <param name="time">The clock.</param>
    public VastMarket(MarketOptions options, int seed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _now = time.GetUtcNow();
        _random = new Random(seed);
        _offers = new OfferBook(new OfferFactory(_random, options), Math.Clamp(options.Offers, 0, MarketOptions.MaxOffers), _now);
        _account = new Account(options.Credit, _now);
    }

    /// <summary>How the market behaves now.</summary>
    public MarketOptions Options
    {
        get
        {
            lock (_gate) return _options;
        }
    }

    /// <summary>When something will happen by itself; null if nothing is planned.</summary>
    public DateTimeOffset? NextChangeAt
    {
        get
        {
            lock (_gate) return NextDue();
        }
    }

    /// <summary>How many instances exist.</summary>
    public int AliveCount
    {
        get
        {
            lock (_gate) return _alive.Count;
        }
    }

    /// <summary>How many instances with this label exist; <c>label address</c> counts those of one Magister.</summary>
    public int CountAlive(string name)
    {
        lock (_gate) return _counts.Of(name);
    }

    /// <summary>Whether the account can pay, or its instances have not been stopped yet.</summary>
    internal bool HasCredit
    {
        get
        {
            lock (_gate) return !_creditGone;
        }
    }

    /// <summary>Brings the market up to date with the clock.</summary>
    public DateTimeOffset Advance()
    {
        lock (_gate) return CatchUp();
    }

    /// <summary>Calls the observer at each event, within the call that caused it. It must not call the market.</summary>
    public void Observe(Action<MarketEvent> observer)
    {
        lock (_gate) _observers.Add(observer);
    }

    /// <summary>
    /// Called at each birth, change of status, message or label, and end of an instance, within the call that caused it. It must not call
    /// the market.
    /// </summary>
    internal Action<Instance>? Watcher { get; set; }

    /// <summary>Changes how the market behaves from now on.</summary>
    public void Change(Func<MarketOptions, MarketOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            CatchUp();
            var before = _options;
            _options = change(before);
            if (!_options.Credit.Equals(before.Credit)) SetCredit(_options.Credit);
            if (_options.BidMoves == before.BidMoves) return;
            foreach (var instance in _alive.Values) PlanBidMove(instance);
        }
    }

    /// <summary>The records as they are now.</summary>
    public MarketTruth Truth()
    {
        lock (_gate)
        {
            var now = CatchUp();
            return new MarketTruth
            {
                At = now,
                Instances = [.. _instances.Select(instance => instance.Record(now))],
                Calls = _log.Calls,
                CallerCalls = _log.CallerCalls,
                CallsMade = _log.Made,
                TooManyRequests = _log.TooManyRequests,
                Credit = _account.Credit(now),
                Peaks = _counts.Peaks,
            };
        }
    }

    /// <summary>The instances that exist now, or only the given one.</summary>
    public ImmutableArray<InstanceRecord> Alive(long? instanceId = null)
    {
        lock (_gate)
        {
            var now = CatchUp();
            return [.. _alive.Values.Where(i => instanceId is null || i.Id == instanceId).OrderBy(i => i.Id).Select(i => i.Record(now))];
        }
    }

    /// <summary>All offers, including taken ones.</summary>
    public ImmutableArray<OfferRecord> Offers()
    {
        lock (_gate)
        {
            var now = CatchUp();
            return [.. _offers.Entries.Select(entry => OfferRecord.Create(entry, now, _options))];
        }
    }

    /// <summary>Records the call of a Contemplant, its watch or the Hierophant. A pulse is not an event: there are too many.</summary>
    public void Record(CallerRecord call)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_gate)
        {
            _log.Add(call);
            var kind = call.Kind is CallKind.Drop ? MarketEventKind.Dropped : call.Succeeded ? MarketEventKind.Verified : MarketEventKind.VerifyFailed;
            var answer = call.Status is { } status ? $"{status}" : "no answer";
            if (call.Kind is not CallKind.Pulse) Tell(kind, $"{call.Address} {answer}{(call.Body is null ? "" : $" ({call.Body})")}", call.InstanceId);
        }
    }

    internal bool Lives(long instanceId)
    {
        lock (_gate) return _alive.ContainsKey(instanceId);
    }

    internal CallRecord OpenCall(VastEndpoint endpoint, long? target)
    {
        lock (_gate) return _log.Open(endpoint, target, CatchUp());
    }

    internal void NoteCall(CallRecord call)
    {
        lock (_gate) _log.Replace(call);
    }

    internal void CloseCall(CallRecord call)
    {
        lock (_gate) _log.Replace(call with { AnsweredAt = CatchUp() });
    }

    internal void Tell(MarketEventKind kind, string text, long? instanceId = null)
    {
        lock (_gate) Tell(new MarketEvent(_now, kind, text, instanceId));
    }

    private void Tell(MarketEvent happened)
    {
        foreach (var observer in _observers) observer(happened);
    }
}
