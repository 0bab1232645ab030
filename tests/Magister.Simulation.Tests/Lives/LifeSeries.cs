using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>All lives of the program, in its one home or in the several of those who share a fleet, and what it is configured to do.</summary>
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

    /// <summary>The life that leads the fleet, or led it last and still runs; null while there is none.</summary>
    public Life? Current { get; private set; }

    /// <summary>What several share; null for one alone.</summary>
    public Ledger? Ledger { get; }

    public IReadOnlyList<Home> Homes => homes;

    /// <summary>The disk of a fleet's only Magister.</summary>
    public MemoryDisk Disk => homes[0].Disk;

    /// <summary>Which state directory it is, from 1: it can get lost.</summary>
    public int Directory { get; private set; } = 1;

    /// <summary>What the present life wants, or the last one did.</summary>
    public int NumberInstances => world.Facts.Steering.NumberWanted(numberInForce);

    /// <summary>What the configuration says, whether anybody has read it yet or not.</summary>
    public int ConfiguredNumber => numberInstances;

    /// <summary>The journal as a power cut would leave it at least.</summary>
    public ReadOnlySpan<byte> DurableJournal => Ledger is null ? Disk.ReadDurable(FactJournal.FileName) : Ledger.Content();

    /// <summary>All that is written anywhere, by its name.</summary>
    public IEnumerable<(string Name, byte[] Content)> Written() =>
        homes.SelectMany(home => home.Disk.Names.Select(name => (name, home.Disk.Read(name)))).Concat(Ledger is null ? [] : [("the database", Ledger.Content())]);

    /// <summary>An operator changes the configuration.</summary>
    public void Edit(Random operatorsRandom)
    {
        numberInstances = operatorsRandom.Next(1, world.Plan.MaxNumber + 1);
        if (world.Plan.Fleet.HasBudget) budgetShare = operatorsRandom.Between(0.2, 1.3);
    }

    /// <summary>The wish to have the configuration read again that counts now.</summary>
    public EngineInput.ReloadReceived Reading()
    {
        var settings = Settings();
        var name = $"reading {readings.Count + 1}";
        readings.Add(name, settings);
        return new EngineInput.ReloadReceived(settings, name, IsConfirmed: true);
    }

    /// <summary>It counts from now on.</summary>
    public void Reloaded(ConfigurationReloaded fact)
    {
        numberInForce = fact.NumberInstances;
        if (Current is { } life) life.Settings = readings[fact.Changes];
    }

    public void Begin()
    {
        foreach (var home in homes) home.Begin();
    }

    /// <summary>Another life is about to begin, perhaps with another configuration.</summary>
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

    /// <summary>This life leads from now on, if it does not already.</summary>
    public void Lead(Life life)
    {
        if (life == Current) return;
        if (Current is { } before) Over(before, before.FrozenUntil > world.Time.Now ? "deposed while frozen" : "deposed");
        if (Ledger is not null && lastEnd is not null) world.Tally.Count("takeover", lastEnd);
        Current = life;
        numberInForce = life.Settings.NumberInstances;
        world.Rules.Began(life);
    }

    /// <summary>Whether what this life knows and does is what the fleet's leader does.</summary>
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

    /// <summary>Whom one who calls reaches; null where nobody answers.</summary>
    public Life? Door() => homes is [var only] ? only.Running
        : random.Hits(0.05) ? random.Pick(homes).Running
        : Any();

    /// <summary>Whom something happens to: as often the one that leads as anybody.</summary>
    public Life? Victim() => homes is [var only] ? only.Running : random.Hits(0.5) ? Current : Any();

    /// <summary>Kills a life that runs, if any, while it waits.</summary>
    public void KillIdle() => Victim()?.Home.Die(nameof(CrashMoment.Idle));

    public void TroubleDisk() => (homes is [var only] ? only : random.Pick(homes)).Trouble.Begin();

    public void MendDisks()
    {
        foreach (var home in homes) home.Trouble.Mend();
    }

    private Life? Any() => homes.Select(home => home.Running).OfType<Life>().ToArray() is { Length: > 0 } running ? random.Pick(running) : null;
}
