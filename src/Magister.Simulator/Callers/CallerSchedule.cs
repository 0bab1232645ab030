using System.Collections.Immutable;
using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>
/// Who calls Magister, and when. Synchronous and without a clock: its driver, over HTTP or in virtual time, feeds it the market's
/// events, gives each started Contemplant its environment, makes the calls that are due and reports their outcome.
/// </summary>
public sealed partial class CallerSchedule
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly Dictionary<long, Contemplant> _contemplants = [];
    private readonly Hierophant _hierophant = new();
    private readonly PriorityQueue<DueStep, (DateTimeOffset At, long Order)> _due = new();
    private readonly List<BootedInstance> _starting = [];
    private readonly List<MarketEvent> _news = [];
    private readonly ChanceClock _drops;
    private readonly ChanceClock _restarts;
    private readonly ChanceClock _losses;

    // A separate source: with the troubles off, callers behave as they did before those existed.
    private readonly Random _troubles;
    private CallerOptions _options;
    private long _order;

    /// <summary>Creates a schedule that draws from the seed.</summary>
    public CallerSchedule(CallerOptions options, int seed)
    {
        _options = options;
        _random = new Random(seed);
        _troubles = new Random(seed ^ 0x41e60);
        _drops = new ChanceClock(_random);
        _restarts = new ChanceClock(_troubles);
        _losses = new ChanceClock(_troubles);
    }

    /// <summary>
    /// How callers behave. A new mean interval of the Hierophant's actions counts from the next <see cref="TakeDue"/> on, a new mean lifetime
    /// from the next start of a process or watch.
    /// </summary>
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
                if (value.DropEvery != _options.DropEvery) _drops.Forget();
                if (value.HierophantRestarts != _options.HierophantRestarts) _restarts.Forget();
                if (value.LoseEvery != _options.LoseEvery) _losses.Forget();
                _options = value;
            }
        }
    }

    /// <summary>When the next step is due; null if nothing is planned.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (_gate)
            {
                var step = _due.TryPeek(out _, out var due) ? due.At : (DateTimeOffset?)null;
                return new[] { step, _drops.NextAt, _restarts.NextAt, _losses.NextAt }.Min();
            }
        }
    }

    /// <summary>The instances whose Contemplants are verified and not dropped.</summary>
    public ImmutableArray<long> Verified
    {
        get
        {
            lock (_gate) return [.. InOrder().Where(who => who is { IsVerified: true, IsDropped: false }).Select(who => who.InstanceId)];
        }
    }

    /// <summary>The true state of every Contemplant in a running instance.</summary>
    public ImmutableArray<ContemplantRecord> Contemplants
    {
        get
        {
            lock (_gate) return [.. InOrder().Select(who => who.Record())];
        }
    }

    /// <summary>The true state of the Contemplant in an instance; null if the instance does not run.</summary>
    public ContemplantRecord? Find(long instanceId)
    {
        lock (_gate) return _contemplants.GetValueOrDefault(instanceId)?.Record();
    }

    /// <summary>Takes in what happened in the market.</summary>
    public void Happened(MarketEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        lock (_gate)
        {
            if (happened.InstanceId is not { } id || happened is { Started: null, Ended: false }) return;
            _hierophant.Disconnect(id);
            _contemplants.Remove(id);
            if (happened.Started is not { } started) return;
            _contemplants[id] = new Contemplant(started);
            _starting.Add(started);
        }
    }

    /// <summary>The Contemplants that wait for their environment, which <see cref="Start"/> gives to each.</summary>
    public ImmutableArray<BootedInstance> TakeStarting()
    {
        lock (_gate) return Take(_starting);
    }

    /// <summary>What has happened to Contemplants and the Hierophant since the last call, as text.</summary>
    public ImmutableArray<MarketEvent> TakeNews()
    {
        lock (_gate) return Take(_news);
    }

    /// <summary>Starts a Contemplant, and its watch if it has one; without an environment it does not start.</summary>
    public void Start(long instanceId, ContemplantEnvironment? environment, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (environment is null || !_contemplants.TryGetValue(instanceId, out var who)) return;
            who.Environment = environment;
            Begin(who, _options.VerifyDelay, now);
            if (who.IsWatched && _options.WatchLife is { } life) Plan(who, now + _troubles.Wait(life), CallerStep.FallSilent);
            if (_options.CutEvery is { } mean) Plan(who, now + _troubles.Wait(mean), CallerStep.CutOff);
        }
    }

    /// <summary>Executes the steps that are due by now, in order, and returns the calls that result.</summary>
    public ImmutableArray<CallerCall> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_drops.Strikes(_options.DropEvery, now)) DropAny(now);
            while (_restarts.Strikes(_options.HierophantRestarts, now)) Restart(_options.HierophantAway.Draw(_troubles), now);
            while (_losses.Strikes(_options.LoseEvery, now)) LoseAny(now);
            var calls = ImmutableArray.CreateBuilder<CallerCall>();
            while (_due.TryPeek(out var next, out var due) && due.At <= now)
            {
                _due.Dequeue();
                if (next.Who is null) Tell(MarketEventKind.Server, "Hierophant is there again", null, now);
                else if (IsHere(next.Who) && Do(next.Who, next, now) is { } call) calls.Add(call);
            }

            return calls.ToImmutable();
        }
    }

    /// <summary>Takes in the outcome of a call. A drop is never repeated; a Contemplant whose verify was refused ends and starts over.</summary>
    public void Answered(CallerCall call, int? status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_gate)
        {
            if (_contemplants.TryGetValue(call.InstanceId, out var who)) Answered(who, call, status is >= 200 and < 300, now);
        }
    }

    /// <summary>Makes the Hierophant drop an instance's Contemplant now; false if there is none with an address.</summary>
    public bool Drop(long instanceId, string reason, DateTimeOffset now) => Touch(instanceId, who => Drop(who, reason, now));

    /// <summary>Makes a Contemplant verify now, even one that otherwise never would; false if there is none with an address.</summary>
    public bool Verify(long instanceId, DateTimeOffset now) => Touch(instanceId, who =>
    {
        if (who.State is ContemplantState.Down) who.Begin(now);
        Plan(who, now, CallerStep.Connect, who.Process);
    });

    /// <summary>Restarts the Hierophant: every connection ends, and while it is away none can be opened.</summary>
    public void RestartHierophant(TimeSpan away, DateTimeOffset now)
    {
        lock (_gate) Restart(away, now);
    }

    /// <summary>Ends a Contemplant's connection to the Hierophant, which sends no drop; false if there is none.</summary>
    public bool LoseWorker(long instanceId, DateTimeOffset now) => Touch(instanceId, who => Lose(who, now), who => _hierophant.Has(who.InstanceId));

    /// <summary>Ends a Contemplant's process; false if there is none.</summary>
    public bool EndContemplant(long instanceId, DateTimeOffset now) =>
        Touch(instanceId, who => End(who, "killed", now), who => who.State is not ContemplantState.Down);

    /// <summary>Silences an instance's watch for good; false if there is none.</summary>
    public bool Silence(long instanceId, DateTimeOffset now) => Touch(instanceId, who => FallSilent(who, now), who => who.IsWatched);

    /// <summary>Cuts an instance off from Magister for a while; false if it has no Contemplant with an address.</summary>
    public bool CutOff(long instanceId, TimeSpan length, DateTimeOffset now) => Touch(instanceId, who => CutOff(who, length, now));

    /// <summary>Restarts an instance's container, which Vast does not show.</summary>
    internal bool Reboot(long instanceId, DateTimeOffset now) =>
        Touch(instanceId, who => Happened(new MarketEvent(now, MarketEventKind.Booted, "", instanceId) { Started = who.Instance }));

    /// <summary>Reads the Hierophant as it is at this moment.</summary>
    internal T Ask<T>(Func<Hierophant, T> ask)
    {
        lock (_gate) return ask(_hierophant);
    }

    private bool Touch(long instanceId, Action<Contemplant> act, Func<Contemplant, bool>? isPossible = null)
    {
        lock (_gate)
        {
            if (!_contemplants.TryGetValue(instanceId, out var who) || who.Environment is null || isPossible?.Invoke(who) is false) return false;
            act(who);
            return true;
        }
    }

    private static ImmutableArray<T> Take<T>(List<T> from)
    {
        ImmutableArray<T> taken = [.. from];
        from.Clear();
        return taken;
    }

    // The order of a dictionary is not determined by the seed.
    private IEnumerable<Contemplant> InOrder() => _contemplants.Values.OrderBy(who => who.InstanceId);

    private bool IsHere(Contemplant who) => _contemplants.TryGetValue(who.InstanceId, out var here) && here == who;

    private void Plan(Contemplant? who, DateTimeOffset at, CallerStep step, int turn = 0, string? reason = null) =>
        _due.Enqueue(new DueStep(who, step, turn, reason), (at, _order++));

    private void Tell(MarketEventKind kind, string text, long? instanceId, DateTimeOffset now) => _news.Add(new MarketEvent(now, kind, text, instanceId));
}
