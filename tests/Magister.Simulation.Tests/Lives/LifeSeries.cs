using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>All lives of the program, in its one home or in the homes of several that share a fleet, and its configuration.</summary>
internal sealed class LifeSeries
{
    private readonly World world;
    private readonly Random random;
    private readonly Home[] homes;
    private readonly Dictionary<string, FleetSettings> readings = [];
    private int count;
    private string? lastEnd;
    private int numberInstances;
    private int numberInForce;
    private double budgetShare = 1;

    public LifeSeries(World world, Random random)
    {
        this.world = world;
        this.random = random;
        numberInstances = numberInForce = world.Plan.Fleet.NumberInstances;
        if (world.Plan.Sharing is { } sharing) Ledger = new Ledger(world, sharing, new Random(random.Next()));
        homes = Ledger is null ? [new LoneHome(world, this, random)] : [.. Enumerable.Range(0, world.Plan.Sharing!.Magisters).Select(_ => new SharingHome(world, this, Ledger, new Random(random.Next())))];
    }

    /// <summary>The life that leads the fleet, or last led it and still runs; null if there is none.</summary>
    public Life? Current { get; private set; }

    /// <summary>The database that several share; null for a lone Magister.</summary>
    public Ledger? Ledger { get; }

    public IReadOnlyList<Home> Homes => homes;

    /// <summary>The disk of a fleet's only Magister.</summary>
    public MemoryDisk Disk => homes[0].Disk;

    /// <summary>The number of the state directory, from 1: it can get lost.</summary>
    public int Directory { get; private set; } = 1;

    /// <summary>How many the present life wants, or the last one wanted.</summary>
    public int NumberInstances => world.Facts.Steering.NumberWanted(numberInForce);

    /// <summary>The number in the configuration, whether or not anyone has read it yet.</summary>
    public int ConfiguredNumber => numberInstances;

    /// <summary>The least of the journal that a power cut leaves.</summary>
    public ReadOnlySpan<byte> DurableJournal => Ledger is null ? Disk.ReadDurable(FactJournal.FileName) : Ledger.Content();

    /// <summary>Everything written anywhere, by name.</summary>
    public IEnumerable<(string Name, byte[] Content)> Written() =>
        homes.SelectMany(home => home.Disk.Names.Select(name => (name, home.Disk.Read(name)))).Concat(Ledger is null ? [] : [("the database", Ledger.Content())]);

    /// <summary>An operator changes the configuration.</summary>
    public void Edit(Random operatorsRandom)
    {
        numberInstances = operatorsRandom.Next(1, world.Plan.MaxNumber + 1);
        if (world.Plan.Fleet.HasBudget) budgetShare = operatorsRandom.Between(0.2, 1.3);
    }

    /// <summary>A request to read the present configuration again.</summary>
    public EngineInput.ReloadReceived Reading()
    {
        var settings = Settings();
        var name = $"reading {readings.Count + 1}";
        readings.Add(name, settings);
        return new EngineInput.ReloadReceived(settings, name, IsConfirmed: true);
    }

    /// <summary>The configuration applies from now on.</summary>
    public void Reloaded(ConfigurationReloaded fact)
    {
        numberInForce = fact.NumberInstances;
        if (Current is { } life) life.Settings = readings[fact.Changes];
    }

    public void Begin()
    {
        foreach (var home in homes) home.Begin();
    }

    /// <summary>The number of the life that is about to begin, perhaps with another configuration.</summary>
    public int NextNumber(Random chance)
    {
        count++;
        if (world.Plan.NumberChanges && world.IsTroubled && count > 1 && chance.Hits(0.4)) numberInstances = chance.Next(1, world.Plan.MaxNumber + 1);
        if (world.Plan is { BudgetsChange: true, Fleet.HasBudget: true } && count > 1 && world.IsTroubled && chance.Hits(0.3)) budgetShare = chance.Between(0.2, 1.3);
        return count;
    }

    public FleetSettings Settings() => world.Plan.Fleet with
    {
        NumberInstances = numberInstances,
        MaxCostPerHour = world.Plan.Fleet.MaxCostPerHour * budgetShare,
        MaxCostPerDay = world.Plan.Fleet.MaxCostPerDay * budgetShare,
        MaxCostPerMonth = world.Plan.Fleet.MaxCostPerMonth * budgetShare,
    };

    /// <summary>This life leads from now on, unless it already does.</summary>
    public void Lead(Life life)
    {
        if (life == Current) return;
        if (Ledger is not null && lastEnd is not null) world.Tally.Count("takeover", lastEnd);
        Current = life;
        numberInForce = life.Settings.NumberInstances;
        world.Rules.Began(life);
    }

    /// <summary>Somebody has taken the lead, perhaps the leader itself: what it knew but did not record is gone.</summary>
    public void LeadTaken()
    {
        if (Current is { } before) Over(before, before.FrozenUntil > world.Time.Now ? "deposed while frozen" : "deposed");
    }

    /// <summary>Whether this life is the fleet's leader, by the database too.</summary>
    public bool Leads(Life life) => life == Current && (Ledger is null || Ledger.Store.LeaderName == life.Name);

    /// <summary>This life has ended, or another one leads.</summary>
    public void Over(Life life, string how)
    {
        if (life != Current) return;
        lastEnd = how;
        world.Rules.Ended(life);
        Current = null;
    }

    public void LostDirectory() => Directory++;

    /// <summary>The life that a caller reaches; null if none answers.</summary>
    public Life? Door() => homes is [var only] ? only.Running
        : random.Hits(0.05) ? random.Pick(homes).Running
        : Any();

    /// <summary>The life that something happens to: in half of all cases the leader, otherwise any.</summary>
    public Life? Victim() => homes is [var only] ? only.Running : random.Hits(0.5) ? Current : Any();

    /// <summary>Kills a running life, if any, while it waits.</summary>
    public void KillIdle() => Victim()?.Home.Die(nameof(CrashMoment.Idle));

    public void TroubleDisk() => (homes is [var only] ? only : random.Pick(homes)).Trouble.Begin();

    public void MendDisks()
    {
        foreach (var home in homes) home.Trouble.Mend();
    }

    private Life? Any() => homes.Select(home => home.Running).OfType<Life>().ToArray() is { Length: > 0 } running ? random.Pick(running) : null;
}
