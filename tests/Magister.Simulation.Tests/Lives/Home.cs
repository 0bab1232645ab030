using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>One life after another in one place, on a disk that outlives them, as long as the program is started again.</summary>
internal abstract class Home(World world, LifeSeries lives, Random random)
{
    protected const double LeastPause = 0.05;
    protected const double LeastPauseAfterItsOwnEnd = 20;

    private int deaths;

    /// <summary>The life that is running; null if there is none.</summary>
    public Life? Running { get; private set; }

    public DiskTrouble Trouble { get; } = new(world, random);

    public MemoryDisk Disk => Trouble.Disk;

    protected World World => world;

    protected LifeSeries Lives => lives;

    protected Random Random => random;

    /// <summary>The number, from 1, of the life that is running or about to.</summary>
    protected int Number { get; private set; }

    public void Begin()
    {
        Number = lives.NextNumber(random);
        var deathsBefore = deaths;
        try
        {
            Open();
        }
        catch (KilledException)
        {
            if (deaths == deathsBefore) Die(nameof(CrashMoment.Starting));
        }
    }

    /// <summary>Performs an action in a life, which may not survive it.</summary>
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

    /// <summary>Lets such a moment pass, in which the program may be killed.</summary>
    public void Pass(CrashMoment moment)
    {
        if (!world.IsTroubled || !random.Hits(world.Plan.Crashes.Rates.GetValueOrDefault(moment))) return;
        Die(moment.ToString());
        throw new KilledException();
    }

    public void EndedOrderly(Life life)
    {
        world.Tally.Count("crash", life.EndsByItself ? "none: ended by itself" : "none: ended as asked");
        world.Log.Say($"life {life.Number} has ended");
        Next("after an orderly end", life.EndsByItself ? LeastPauseAfterItsOwnEnd : LeastPause);
    }

    /// <summary>Kills the program. Nothing it does afterwards has an effect.</summary>
    public void Die(string moment)
    {
        deaths++;
        world.Tally.Count("crash", moment);
        world.Log.Say($"life {Number} is killed ({moment})");
        Running?.BreakOff();
        Disk.Kill();
        if (world.IsTroubled && random.Hits(world.Plan.Crashes.PowerCuts))
        {
            world.Tally.Count("crash", "power cut");
            world.Log.Say($"the power is cut");
            Disk.CutPower(random);
        }

        Next("after a kill");
    }

    protected void Next(string how, double leastPause = LeastPause)
    {
        if (Running is { } ended) lives.Over(ended, how);
        Running = null;
        if (world.IsTroubled && random.Hits(world.Plan.Crashes.LostDirectories)) LoseDirectory();
        world.Time.After(random.AnySeconds(leastPause, Math.Max(leastPause, world.Plan.Crashes.MaxPause.TotalSeconds)), Begin);
    }

    protected void Unusable(string problem)
    {
        world.Tally.Count("end", "state directory unusable");
        world.Log.Say($"life {Number} does not begin: {problem}");
        Next(problem, LeastPauseAfterItsOwnEnd);
    }

    protected void Live(Life life)
    {
        world.Log.Say($"life {Number} begins, for {lives.ConfiguredNumber} instances, after fact {life.State.LastSequence}");
        Running = life;
        Began(life);
        Run(life, life.Begin);
    }

    /// <summary>Starts the program with the state that it finds.</summary>
    protected abstract void Open();

    protected abstract void Began(Life life);

    protected abstract void LoseDirectory();
}
