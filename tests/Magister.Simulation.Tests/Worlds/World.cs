using System.Runtime.ExceptionServices;
using Magister.Fleet;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Callers;
using Magister.Simulation.Tests.Calls;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Mischief;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Truth;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>
/// Magister, Vast, the callers and everybody who interferes, on one thread and in one virtual time, all of it drawn from one seed.
/// </summary>
internal sealed class World
{
    private readonly Everybody everybody;
    private readonly ComesToRest rest;

    /// <param name="isJudged">Whether the rules watch: each looks at every instance, which takes too long for a very large fleet.</param>
    public World(WorldPlan plan, bool isLogged, bool isJudged = true)
    {
        Plan = plan;

        // The code that ships continues on the thread that completes its waits, unless the thread has a context of its own.
        SynchronizationContext.SetSynchronizationContext(null);
        var seeds = new Random(plan.Seed ^ 0x5eed);
        Time = new VirtualTime(plan.Begins);
        Log = new StepLog(Time, isLogged);
        Network = plan.Network;
        Market = new VastMarket(plan.Market, seeds.Next(), Time);
        Faults = new FaultPlan(seeds.Next());
        Faults.Add(plan.Faults);
        Desk = new VastDesk(Market, Faults, plan.Desk, seeds.Next());
        Facts = new FactBook(this);
        Books = new Books(this);
        rest = new ComesToRest(this);
        Budgets = new BudgetsKept(this);
        Rules = !isJudged ? new RuleBook(this) : new RuleBook(
            this,
            new Knowledge(this), new NeverTooMany(this), new EveryInstanceKnown(this), new PromisesKept(this), new DestroysExplained(this),
            new ForeignLeftAlone(this), new SecretsKept(this), new IntentOnDisk(this), new OneRentAtATime(this), new CooldownKept(this), new BadHostsOneByOne(this),
            new PaceKept(this), new Money(this), new SteeringObeyed(this), new GivenUpOnProof(this), new CallersHeard(this), new WorkersKept(this), new MassSpared(this), new IdlersReplaced(this), new BuyingStops(this), new BillsMatched(this), new EndsForeseen(this), new ReplacedForLess(this), new BidsKept(this), new OutbidReplaced(this), new OneLeaderActs(this), new WordsFoldedOnce(this), new OnlyTheUnknownRefused(this), new CreditFloorKept(this), Budgets, rest);
        Wire = new VirtualWire(this, new Random(seeds.Next()));
        Callers = new CallerDriver(this, new CallerSchedule(plan.Callers, seeds.Next()), new Random(seeds.Next()));
        Lives = new LifeSeries(this, new Random(seeds.Next()));
        everybody = new Everybody(this, new Random(seeds.Next()));
    }

    public WorldPlan Plan { get; }

    public VirtualTime Time { get; }

    public StepLog Log { get; }

    public Tally Tally { get; } = new();

    public VastMarket Market { get; }

    public FaultPlan Faults { get; }

    public VastDesk Desk { get; }

    public NetworkPlan Network { get; set; }

    public FactBook Facts { get; }

    public Books Books { get; }

    public BudgetsKept Budgets { get; }

    public RuleBook Rules { get; }

    public VirtualWire Wire { get; }

    public CallerDriver Callers { get; }

    public LifeSeries Lives { get; }

    public TimeSpan RestBound => rest.Bound;

    public TimeSpan? SettledAfter => rest.SettledAfter;

    /// <summary>The exception that ends the run: a broken rule, or a defect. The code that ships may have caught it on its way.</summary>
    public Exception? Escaped { get; set; }

    /// <summary>Whether things may still go wrong.</summary>
    public bool IsTroubled { get; private set; } = true;

    /// <summary>Lives through all of it; a broken rule ends it.</summary>
    public void Run()
    {
        if (Log.IsOn) Log.Say($"{Plan.Text()}");
        everybody.Begin();
        Time.At(Time.Start + Plan.TroubleEnds, Calm);
        Time.At(Time.Start, Lives.Begin);
        RunUntil(() => false);
        Time.MoveTo(Time.Start + Plan.Length);
        Rules.WorldEnded();
        if (Time.Leak is { } leak) throw new RuleBrokenException("OneThread", $"something went on in another thread: {leak}");
    }

    /// <summary>Lives on until the condition holds, or the world's time is over.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        var end = Time.Start + Plan.Length;
        while (!isSo() && NextAt() is { } next && next <= end)
        {
            Time.MoveTo(next);
            Market.Advance();
            Callers.Drive();
            while (Time.TryTake(out var act))
            {
                act!();
                if (Escaped is { } escaped) ExceptionDispatchInfo.Throw(escaped);
            }
        }
    }

    /// <summary>Performs an action in the middle of the code that ships, which may mistake an exception for one of its own.</summary>
    public T Guarded<T>(Func<T> act)
    {
        Time.WatchThread();
        try
        {
            return act();
        }
        catch (Exception escaped) when (escaped is not KilledException)
        {
            Escaped ??= escaped;
            throw;
        }
    }

    private DateTimeOffset? NextAt() => Moments.Earlier(Moments.Earlier(Time.NextAt, Market.NextChangeAt), Callers.NextAt);

    private void Calm()
    {
        IsTroubled = false;
        Log.Say($"the trouble ends; there is to be rest within {RestBound.TotalSeconds:0} s");
        everybody.Calm();
        Rules.Calmed();
    }
}
