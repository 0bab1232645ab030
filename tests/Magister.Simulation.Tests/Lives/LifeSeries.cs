using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Journal.Lines;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>One life after another, on a disk that outlives them, as long as somebody starts the program again.</summary>
internal sealed class LifeSeries
{
    private const double LeastPause = 0.05;
    private const double LeastPauseAfterItsOwnEnd = 20;

    private readonly World world;
    private readonly Random random;
    private readonly DiskTrouble trouble;
    private int count;
    private int deaths;
    private readonly Dictionary<string, FleetSettings> readings = [];
    private int numberInstances;
    private int numberInForce;
    private double budgetShare = 1;

    public LifeSeries(World world, Random random)
    {
        this.world = world;
        this.random = random;
        numberInstances = numberInForce = world.Plan.Fleet.NumberInstances;
        trouble = new DiskTrouble(world, random);
        Disk = trouble.NewDisk();
    }

    /// <summary>The life that runs now; null while there is none.</summary>
    public Life? Current { get; private set; }

    public MemoryDisk Disk { get; private set; }

    /// <summary>Which state directory it is, from 1: it can get lost.</summary>
    public int Directory { get; private set; } = 1;

    /// <summary>What the present life wants, or the last one did.</summary>
    public int NumberInstances => world.Facts.Steering.NumberWanted(numberInForce);

    /// <summary>What the configuration says, whether anybody has read it yet or not.</summary>
    public int ConfiguredNumber => numberInstances;

    public DiskTrouble Trouble => trouble;

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
        count++;
        var deathsBefore = deaths;
        if (world.Plan.NumberChanges && world.IsTroubled && count > 1 && random.Hits(0.4)) numberInstances = random.Next(1, world.Plan.MaxNumber + 1);
        if (world.Plan is { BudgetsChange: true, Fleet.HasBudget: true } && count > 1 && world.IsTroubled && random.Hits(0.3)) budgetShare = random.Between(0.2, 1.3);
        try
        {
            Open();
        }
        catch (KilledException)
        {
            if (deaths == deathsBefore) Die(nameof(CrashMoment.Starting));
        }
    }

    /// <summary>Does something in a life, which may not survive it.</summary>
    public void Run(Life life, Action act)
    {
        if (life.IsOver) return;
        try
        {
            act();
        }
        catch (KilledException)
        {
            if (!life.IsOver) Die(nameof(CrashMoment.InDiskCall));
        }
    }

    /// <summary>Lets such a moment pass; the program may be killed in it.</summary>
    public void Pass(CrashMoment moment)
    {
        if (!world.IsTroubled || !random.Hits(world.Plan.Crashes.Rates.GetValueOrDefault(moment))) return;
        Die(moment.ToString());
        throw new KilledException();
    }

    /// <summary>Kills the life that runs, if any, while it waits.</summary>
    public void KillIdle()
    {
        if (Current is not null) Die(nameof(CrashMoment.Idle));
    }

    public void EndedOrderly(Life life)
    {
        world.Tally.Count("crash", life.EndsByItself ? "none: ended by itself" : "none: ended as asked");
        world.Log.Say($"life {life.Number} has ended");
        Next(life.EndsByItself ? LeastPauseAfterItsOwnEnd : LeastPause);
    }

    /// <summary>The program is killed. Nothing it does afterwards has an effect.</summary>
    public void Die(string moment)
    {
        deaths++;
        world.Tally.Count("crash", moment);
        world.Log.Say($"life {count} is killed ({moment})");
        Current?.BreakOff();
        Disk.Kill();
        if (world.IsTroubled && random.Hits(world.Plan.Crashes.PowerCuts))
        {
            world.Tally.Count("crash", "power cut");
            world.Log.Say($"the power is cut");
            Disk.CutPower(random);
        }

        Next();
    }

    private void Next(double leastPause = LeastPause)
    {
        if (Current is { } ended) world.Rules.Ended(ended);
        Current = null;
        if (world.IsTroubled && random.Hits(world.Plan.Crashes.LostDirectories)) LoseDirectory();
        world.Time.After(random.AnySeconds(leastPause, Math.Max(leastPause, world.Plan.Crashes.MaxPause.TotalSeconds)), Begin);
    }

    private void LoseDirectory()
    {
        world.Tally.Count("crash", "state directory lost");
        world.Log.Say($"the state directory is lost");
        Disk = trouble.NewDisk();
        Directory++;
        world.Facts.DirectoryLost();
        world.Books.DirectoryLost();
        world.Rules.LostDirectory();
    }

    private void Open()
    {
        var beside = new WorkBeside();
        var opening = JournalOpener.Open(Disk.Mount(), beside: beside.Begin);
        switch (opening)
        {
            case JournalOpening.Opened opened:
                if (opened.Repair is not null) world.Tally.Count("disk", "torn end repaired");
                Pass(CrashMoment.Starting);
                CatchUp(opened);
                Live(new Life(world, count, Settings(), opened, beside, random));
                break;
            case JournalOpening.Unwritable:
                world.Tally.Count("end", "state directory unusable");
                world.Log.Say($"life {count} does not begin: {opening.Message}");
                Next(LeastPauseAfterItsOwnEnd);
                break;
            default:
                throw new RuleBrokenException("Journal", $"it does not open: {opening.Message}");
        }
    }

    private FleetSettings Settings() => world.Plan.Fleet with
    {
        NumberInstances = numberInstances,
        MaxCostPerHour = world.Plan.Fleet.MaxCostPerHour * budgetShare,
        MaxCostPerDay = world.Plan.Fleet.MaxCostPerDay * budgetShare,
    };

    private void Live(Life life)
    {
        world.Log.Say($"life {count} begins, for {numberInstances} instances, after fact {life.State.LastSequence}");
        Current = life;
        numberInForce = life.Settings.NumberInstances;
        world.Rules.Began(life);
        Run(life, life.Begin);
    }

    // What was appended when the program died may be on disk or not; what an append had confirmed must be.
    private void CatchUp(JournalOpening.Opened opened)
    {
        if (opened.State.LastSequence < world.Facts.LastSequence)
        {
            throw new RuleBrokenException("Journal", $"it ends with fact {opened.State.LastSequence}, and {world.Facts.LastSequence} was recorded");
        }

        if (opened.State.LastSequence == world.Facts.LastSequence) return;
        var lines = Disk.Read(FactJournal.FileName).AsSpan();
        var missing = (int)(opened.State.LastSequence - world.Facts.LastSequence);
        var starts = new List<int>();
        for (var end = lines.Length - 1; starts.Count < missing; end = starts[^1] - 1) starts.Add(lines[..end].LastIndexOf((byte)'\n') + 1);
        for (var i = missing - 1; i >= 0; i--)
        {
            var line = lines[starts[i]..];
            var (fact, problem) = LineReader.Fact(line[..line.IndexOf((byte)'\n')], world.Facts.LastSequence + 1);
            world.Facts.Take(fact ?? throw new RuleBrokenException("Journal", $"a fact cannot be read again: {problem}"));
        }
    }
}
