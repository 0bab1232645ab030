using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Worlds;

/// <summary>
/// The engine against a tiny market in virtual time: one queue of events, everything drawn from one seed. While it runs, it checks the rules
/// against the market's own truth.
/// </summary>
internal sealed partial class World
{
    private readonly WorldPlan plan;
    private readonly Random random;
    private readonly TinyMarket market = new(60);
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> events = new();
    private readonly List<Recorded> disk = [];
    private readonly Dictionary<long, DestroyCause> causes = [];
    private FleetState known = FleetState.Empty;
    private FleetSettings settings;
    private Engine engine;
    private DateTimeOffset now = Epoch;
    private long order;
    private int life;
    private int moments;
    private long decisions;

    public World(WorldPlan plan)
    {
        this.plan = plan;
        random = new Random(plan.Seed);
        settings = Settings(plan.Number) with { MachineCooldown = TimeSpan.FromSeconds(60) };
        engine = new Engine(settings, FleetState.Empty);
        foreach (var drop in plan.DropsAt) After(drop, DropTheOldest);
        if (plan.FaultsOfHundred > 0) After(60, Meddle);
    }

    public bool Crashed => life > 1;

    public int Rents { get; private set; }

    private bool Troubled => (now - Epoch).TotalSeconds < plan.TroubleUntil;

    /// <summary>Runs to the end of the trouble, and then until the fleet has been at its number for ten minutes.</summary>
    public void Run()
    {
        Restart();
        DateTimeOffset? settledAt = null;
        var limit = At(plan.TroubleUntil + 4 * 3600);
        while (settledAt is null || now < settledAt + TimeSpan.FromMinutes(10))
        {
            Check(events.TryDequeue(out var act, out var due), "nothing is waited for any more");
            now = due.At;
            if (now >= limit) Check(false, $"four hours after the trouble there is no rest: {string.Join(", ", engine.State.ToFacts())}");
            act!();
            settledAt = !Troubled && IsSettled() ? settledAt ?? now : null;
        }

        CheckTheEnd();
    }

    private bool IsSettled() =>
        engine.State.Occupied == settings.NumberInstances
        && engine.State.Leases.Values.All(lease => lease.VerifiedAt is not null && !lease.ShouldDrop);

    private void After(double seconds, Action act) => events.Enqueue(act, (now.AddSeconds(seconds), ++order));

    private double Soon(double most) => random.NextDouble() * most;

    private bool Fault() => Troubled && random.Next(100) < plan.FaultsOfHundred;

    /// <summary>Whether the program is killed at this very moment.</summary>
    private bool IsKilledNow() =>
        ++moments == plan.CrashAtMoment || (Troubled && plan.CrashesOfThousand > 0 && random.Next(1000) < plan.CrashesOfThousand);

    private void Restart()
    {
        life++;
        if (plan.NumberChanges && Troubled && life > 1) settings = settings with { NumberInstances = random.Next(1, plan.Number + 1) };
        engine = new Engine(settings, known);
        if (Take(engine.Start(now), null)) Decide();
    }

    private void Tell(EngineInput input, Action<CallerReply>? answered = null)
    {
        if (IsKilledNow()) Restart();
        else if (Take(engine.Take(input, now), answered)) Decide();
    }

    private void Decide()
    {
        var step = engine.Decide(now);
        var mine = ++decisions;
        if (!Take(step, null) || step.WakeAt is not { } wake) return;
        Check(wake > now, "the engine wants to be woken at once: it would spin");
        events.Enqueue(
            () =>
            {
                if (mine == decisions) Decide();
            },
            (wake, ++order));
    }

    /// <summary>False if the program was killed before it could do all of it.</summary>
    private bool Take(EngineStep step, Action<CallerReply>? answered)
    {
        if (step.FatalReason is { } verdict) Check(false, $"the program ends: {verdict.Message}");
        if (step.Facts.Length > 0 && IsKilledNow()) return Killed();
        foreach (var recorded in step.Facts) Write(recorded);
        if (step.Facts.Length > 0 && IsKilledNow()) return Killed();
        if (step.Reply is { } reply) answered?.Invoke(reply);
        foreach (var call in step.Calls) Make(call);
        return true;
    }

    private bool Killed()
    {
        Restart();
        return false;
    }

    private void Write(Recorded recorded)
    {
        Check(recorded.Sequence == disk.Count + 1, "a fact is out of sequence");
        disk.Add(recorded);
        known = known.Apply(recorded);
        if (recorded.Fact is DestroyIntended intent) causes.TryAdd(intent.InstanceId, intent.Cause);
        if (recorded.Fact is RentIntended) Check(engine.State.Occupied <= settings.NumberInstances, "a rent too many is intended");
    }

    private void Make(EngineCall call)
    {
        var mine = life;
        CheckIntent(call);
        switch (call)
        {
            case EngineCall.List list:
                Answer(5, () => list.Ended(Told(() => market.List(now, TinyMarket.LongestLag * random.NextDouble()))));
                break;
            case EngineCall.Search search:
                Answer(3, () => search.Ended(Told(() => market.Search(random))));
                break;
            case EngineCall.Show show:
                Answer(3, () => show.Ended(Told(() => new ShownInstance(market.Show(show.InstanceId)))));
                break;
            case EngineCall.Logs logs:
                Answer(8, () => logs.Ended(Told(() => new InstanceLogs("a line", null) { LastLine = "a line" })));
                break;
            default:
                After(Soon(3), () =>
                {
                    if (mine == life) Leave(call);
                });
                break;
        }

        // The market is asked when its answer departs, some time before the answer arrives.
        void Answer(double longest, Func<EngineInput> make) => After(Soon(longest), () =>
        {
            var input = make();
            After(Soon(longest), () => Arrive(mine, input));
        });
    }

    private Outcome<T> Told<T>(Func<T> answer) =>
        !Fault() ? Done(answer()) : random.Next(3) == 0 ? new Outcome<T>.Limited("HTTP 429") : new Outcome<T>.Unknown("HTTP 500");

    private void Arrive(int callersLife, EngineInput input)
    {
        if (callersLife == life) Tell(input);
    }
}
