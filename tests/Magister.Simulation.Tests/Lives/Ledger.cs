using System.Text;
using Magister.Fleet;
using Magister.Journal.Shared;
using Magister.Journal.Tests.Support;
using Magister.Running.Sharing;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>
/// The database that the Magisters of a world share, and what goes wrong with it. What it has done counts from that moment, whether or not
/// the caller receives the answer.
/// </summary>
internal sealed class Ledger
{
    // A loop that wakes this much too late assumes that it stood still.
    private static readonly TimeSpan StandsStillAfter = TimeSpan.FromSeconds(5);

    // Lives look every few milliseconds; most of the looks that would find nothing are skipped.
    private readonly TimeSpan longestNap;
    private readonly World world;
    private readonly SharingPlan plan;
    private readonly Random random;
    private readonly List<Action> napping = [];
    private readonly Dictionary<Home, DateTimeOffset> awayUntil = [];
    private long lead;

    public Ledger(World world, SharingPlan plan, Random random)
    {
        (this.world, this.plan, this.random) = (world, plan, random);
        longestNap = plan.Lease < 2 * StandsStillAfter ? plan.Lease / 5 : StandsStillAfter * 0.4;
        Store = new MemoryFleetStore(world.Time);
    }

    public MemoryFleetStore Store { get; }

    public TimeSpan Lease => plan.Lease;

    public IFleetDatabase Connect(Life life) => new MemoryFleetDatabase(Store)
    {
        Fault = call => Before(life, call),
        Done = call => After(life, call),
        Later = act => world.Time.After(random.AnySeconds(0.01, 10), () => DoLater(life, act)),
    };

    /// <summary>The fleet as a program finds it when it starts there; null while the database is away.</summary>
    public FleetState? Known(Home home) => IsAway(home) ? null : SharedFacts.Read(Store.Look(-1), FleetState.Empty) switch
    {
        SharedReading.Done(var state, _) => state,
        SharedReading.Refused refused => throw new RuleBrokenException("Journal", $"it cannot be read: {refused.Reason}"),
        _ => throw new InvalidOperationException("A look at the database was neither read nor refused."),
    };

    /// <summary>Makes it unreachable for a while, for all homes or for one; a failover to a complete replica looks the same.</summary>
    public void GoAway(IReadOnlyList<Home> homes)
    {
        var until = world.Time.Now + random.AnySeconds(0.5, 600);
        var isForAll = random.Hits(0.5);
        world.Tally.Count("database", isForAll ? "away" : "away for one");
        world.Log.Say($"the database is away {(isForAll ? "" : "for one ")}for {(until - world.Time.Now).TotalSeconds:0.0} s");
        foreach (var home in isForAll ? homes : [random.Pick(homes)]) awayUntil[home] = until;
    }

    /// <summary>Wakes a life that is about to look again: soon if it owes answers, otherwise when there is news or later.</summary>
    public void Nap(Life life, Action wake)
    {
        if (life.OwesAnswers)
        {
            world.Time.After(SharedFleet.LookEvery, wake);
            return;
        }

        napping.Add(wake);
        world.Time.After(longestNap, wake);
    }

    /// <summary>All of its content, to search for what must or must not be in it.</summary>
    public byte[] Content() => SharedFacts.Content(Store.Look(-1));

    private bool IsAway(Home home) => world.IsTroubled && awayUntil.GetValueOrDefault(home) > world.Time.Now;

    private DatabaseFault Before(Life life, string call)
    {
        if (life.IsOver) throw new KilledException();
        if (call is nameof(IFleetDatabase.Put) or nameof(IFleetDatabase.TryLead)) life.Pass(CrashMoment.BeforeWrite);
        if (!world.IsTroubled) return DatabaseFault.None;
        var isTooEarly = life.IsAhead;
        if (!isTooEarly && call is (nameof(IFleetDatabase.Renew) or nameof(IFleetDatabase.Append)) && random.Hits(plan.LostTime)) life.LoseTime(random.AnySeconds(0.05, 1.5 * plan.Lease.TotalSeconds));

        // Once a life has lost time, its next call comes from a future that the database has not reached.
        var fault = isTooEarly || IsAway(life.Home) || random.Hits(plan.Broken) ? DatabaseFault.NotDone : !random.Hits(plan.Lost) ? DatabaseFault.None : random.Hits(0.5) ? DatabaseFault.AnswerLost : DatabaseFault.DoneLater;
        if (fault is not DatabaseFault.None) world.Tally.Count("database", $"{call} {fault}");
        return fault;
    }

    private void After(Life life, string call)
    {
        switch (call)
        {
            case nameof(IFleetDatabase.Append):
                Commit(life);
                Wake();
                break;
            case nameof(IFleetDatabase.Put) or nameof(IFleetDatabase.TryLead):
                if (Store.Epoch > lead) world.Lives.LeadTaken();
                lead = Store.Epoch;
                if (call is nameof(IFleetDatabase.Put) && life.Home is SharingHome { Kept.Length: > 0 }) world.Tally.Count("words", "kept and delivered");
                Wake();
                if (!life.IsOver) life.Pass(CrashMoment.AfterWrite);
                break;
            case nameof(IFleetDatabase.Resign):
                Wake();
                break;
            default:
                break;
        }
    }

    // A request that was sent is carried out, whatever has become of its sender.
    private static void DoLater(Life life, Action act)
    {
        if (life.IsOver) act();
        else life.Home.Run(life, act);
    }

    private void Commit(Life life)
    {
        var look = Store.Look(world.Facts.LastSequence);
        if (look.Lines.IsEmpty) return;
        if (!life.IsOver) world.Lives.Lead(life);
        foreach (var line in look.Lines) world.Facts.Take(Encoding.UTF8.GetBytes(line));
    }

    private void Wake()
    {
        foreach (var wake in napping) world.Time.After(SharedFleet.LookEvery * random.NextDouble(), wake);
        napping.Clear();
    }
}
