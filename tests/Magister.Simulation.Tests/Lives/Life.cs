using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Hosting;
using Magister.Journal;
using Magister.Journal.Tests.Support;
using Magister.Simulation.Tests.Calls;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Lives;

/// <summary>
/// One run of the program, from the opening of its journal to its end: the real engine and journal, with what <c>FleetLoop</c> and
/// <c>Executor</c> do around them done in virtual time.
/// </summary>
internal sealed class Life
{
    private const int BatchMost = 1024;
    private const int WakesAtOnceMost = 20;
    private const double LeastWriting = 0.001;
    private const double LongestWriting = 5;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    private readonly World world;
    private readonly Random random;
    private readonly IFactJournal journal;
    private readonly RecordedEngine engine;
    private readonly SteadyClock clock;
    private readonly Executing executing;
    private readonly Queue<Letter> mailbox = new();
    private readonly int configured;
    private bool isTurnPlanned;
    private bool isDraining;
    private long wake;
    private (DateTimeOffset At, int Count) wakes;

    /// <summary>The one place where the program is put together.</summary>
    public Life(World world, int number, int numberInstances, JournalOpening.Opened opened, WorkBeside beside, Random random)
    {
        this.world = world;
        this.random = random;
        Number = number;
        configured = numberInstances;
        BeganAt = world.Time.Now;
        journal = new WatchedJournal(opened.Journal, world, random);
        clock = new SteadyClock(new WrongClock(world.Time, world.Plan.ClockError * random.Between(-1, 1)), opened.State.LastAt);
        engine = new RecordedEngine(new Engine(world.Plan.Fleet with { NumberInstances = numberInstances }, opened.State), journal);
        executing = new Executing(world, this, random);
        beside.Begun = () => After(random.AnySeconds(LeastWriting, LongestWriting), beside.Do);
    }

    /// <summary>Which life it is, from 1.</summary>
    public int Number { get; }

    /// <summary>How many it wants: an operator's number, else its configuration's.</summary>
    public int NumberInstances => world.Facts.Steering.NumberWanted(configured);

    public DateTimeOffset BeganAt { get; }

    public bool IsOver { get; private set; }

    public bool IsEnding { get; private set; }

    public bool EndsByItself { get; private set; }

    public FleetState State => engine.State;

    public DateTimeOffset Now => clock.Now;

    /// <summary>All that it knows is on disk.</summary>
    public bool IsRecorded => engine.JournalFailure is null;

    public bool IsReady => engine.View.NotReadyReason is null;

    public void Begin()
    {
        Tell(engine.Start(clock.Now));
        Pass(CrashMoment.Starting);
        Decide();
    }

    public void Run(Action act) => world.Lives.Run(this, act);

    public void After(TimeSpan wait, Action act) => world.Time.After(wait, () => Run(act));

    public void Pass(CrashMoment moment) => world.Lives.Pass(moment);

    /// <summary>A caller asks; when it is over already, nobody answers.</summary>
    public void Ask(EngineInput input, Action<CallerReply?> reply) => Post(new Letter(input, Reply: reply));

    public void Sent(OngoingCall call)
    {
        call.IsSent = true;
        Post(new Letter(new EngineInput.CallSent(call.Call)));
    }

    public void Post(Letter letter)
    {
        mailbox.Enqueue(letter);
        if (isTurnPlanned || isDraining) return;
        isTurnPlanned = true;
        After(Lateness(), () =>
        {
            if (!isDraining) Turn();
        });
    }

    /// <summary>SIGTERM: what is under way is given a little time, then the program ends.</summary>
    public void End()
    {
        if (IsEnding) return;
        IsEnding = true;
        Turn();
        engine.Stop();
        isDraining = true;
        executing.Drain(EndNow);
    }

    /// <summary>Whatever it was doing, it does nothing any more.</summary>
    public void BreakOff()
    {
        IsOver = true;
        foreach (var letter in mailbox) letter.Reply?.Invoke(null);
        mailbox.Clear();
    }

    private void EndNow()
    {
        TakeLetters();
        BreakOff();
        journal.Dispose();
        world.Lives.EndedOrderly(this);
    }

    private void Turn()
    {
        isTurnPlanned = false;
        TakeLetters();
        Decide();
    }

    private void TakeLetters()
    {
        var letters = new List<Letter>();
        while (letters.Count < BatchMost && mailbox.TryDequeue(out var letter)) letters.Add(letter);
        var turn = engine.Take(Inputs(letters), clock.Now);
        Tell(turn);
        foreach (var (letter, reply) in letters.Zip(turn.Replies)) Answer(letter, reply);
        foreach (var letter in letters) TellOfList(letter);
    }

    private IEnumerable<EngineInput> Inputs(List<Letter> letters)
    {
        for (var i = 0; i < letters.Count; i++)
        {
            if (i > 0) Pass(CrashMoment.InBatch);
            yield return letters[i].Input;
        }
    }

    private void Answer(Letter letter, CallerReply? reply)
    {
        if (letter.Reply is null) return;
        Pass(CrashMoment.BeforeReply);
        letter.Reply(reply);
        Pass(CrashMoment.AfterReply);
    }

    private void TellOfList(Letter letter)
    {
        if (letter is not { Input: EngineInput.CallEnded<InstanceListing> { Outcome: Outcome<InstanceListing>.Done done }, Call: { } call }) return;
        world.Log.Say($"life {Number} took a list begun at {(call.BegunAt - world.Time.Start).TotalSeconds:0.000} s: {string.Join(' ', done.Value.Instances.Select(row => row.Id))}");
        world.Rules.Took(new TakenList(call.BegunAt, !call.WasLiedTo, done.Value.Instances.Any(row => State.Leases.ContainsKey(row.Id))));
    }

    private void Decide()
    {
        var turn = engine.Decide(clock.Now);
        Tell(turn);
        foreach (var call in turn.Calls)
        {
            Pass(CrashMoment.BeforeCall);
            executing.Start(call);
        }

        world.Rules.Turned(this);
        if (turn.Verdict is { } verdict) EndBecause(verdict);
        else PlanWake(turn.WakeAt);
    }

    private void EndBecause(Verdict verdict)
    {
        if (IsEnding) return;
        EndsByItself = true;
        world.Log.Say($"life {Number} ends by itself: {verdict.Message}");
        world.Tally.Count("end", verdict.GetType().Name);
        After(TimeSpan.Zero, End);
    }

    private void PlanWake(DateTimeOffset? at)
    {
        var pause = at is { } wanted ? wanted - clock.Now : LongestSleep;
        if (pause <= TimeSpan.Zero) ForbidSpinning();
        var mine = ++wake;
        var sleep = pause < LongestSleep ? pause : LongestSleep;
        After((sleep > TimeSpan.Zero ? sleep : TimeSpan.Zero) + Lateness(), () =>
        {
            if (mine == wake && !isDraining) Turn();
        });
    }

    private void ForbidSpinning()
    {
        wakes = wakes.At == world.Time.Now ? (wakes.At, wakes.Count + 1) : (world.Time.Now, 1);
        if (wakes.Count > WakesAtOnceMost) throw new RuleBrokenException("Spin", "the engine wants to be woken at once, again and again");
    }

    private void Tell(Turn turn)
    {
        foreach (var notice in turn.Notices)
        {
            world.Tally.Count("notice", notice.GetType().Name);
            world.Log.Say($"life {Number}: {notice}");
            world.Rules.Said(notice.ToString());
        }
    }

    private TimeSpan Lateness() =>
        world.IsTroubled && random.Hits(world.Plan.Crashes.LateTurns) ? world.Plan.Crashes.LatestTurn * random.NextDouble() : TimeSpan.Zero;
}
