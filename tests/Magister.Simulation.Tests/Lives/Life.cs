using System.Diagnostics.Metrics;
using Magister.Configuration;
using Magister.Events;
using Magister.Evidence;
using Magister.Fleet;
using Magister.Journal;
using Magister.Journal.Tests.Support;
using Magister.Running;
using Magister.Running.Sharing;
using Magister.Simulation.Tests.Calls;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;
using Magister.Vast;
using Magister.Vast.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Magister.Simulation.Tests.Lives;

/// <summary>
/// One run of the program, from opening its journal to its end: loop, executor, client and journal as they ship, on one thread, in
/// virtual time. Everything it waits for completes on that thread, so continuations run right there.
/// </summary>
internal sealed class Life
{
    private const double LeastWriting = 0.001;
    private const double LongestWriting = 5;
    private static readonly TimeSpan Acceptance = TimeSpan.FromMilliseconds(5);

    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private static readonly SecretTexts Secrets = new(null, Addresses.ApiKey);

    private readonly World world;
    private readonly Random random;
    private readonly IFactJournal journal;
    private readonly RecordedEngine engine;
    private readonly SteadyClock clock;
    private readonly LifeTime time;
    private readonly Mailbox mailbox;
    private readonly FleetLoop loop;
    private readonly CancellationTokenSource stopping = new();
    private int owed;

    /// <summary>The only place where the program is put together.</summary>
    /// <param name="known">The fleet as found.</param>
    public Life(
        World world, Home home, int number, FleetSettings settings, FleetState known, Random random, Func<Life, IFactJournal> journalOf, Func<Life, LifeParts, SharedFleet>? sharingOf = null)
    {
        this.world = world;
        this.random = random;
        Home = home;
        Number = number;
        Settings = settings;
        BeganAt = world.Time.Now;
        List = new ListWatch(BeganAt, isOfAllLabels: false);
        time = TimeOf(world, random);
        journal = journalOf(this);
        clock = new SteadyClock(time, known.LastAt);
        engine = new RecordedEngine(new Engine(settings, known, new Random(world.Plan.Seed ^ number).NextDouble), journal);
        var shared = sharingOf?.Invoke(this, new LifeParts(engine, clock, time));
        mailbox = new Mailbox(work => After(Lateness(), work));
        var lifetime = new Lifetime(EndByItself);
        loop = new FleetLoop(
            engine, mailbox, new Executor(NewClient(time), new HierophantClient(NewHierophantHttp(), time), mailbox, time, Secrets, new LifeLog<Executor>(world, this), shared), new FleetSnapshot(engine.View, shared), clock, time,
            new Vitals(time), new TurnWatch(world, this, NewReport(known, time)), new ProgramEnd(lifetime), lifetime,
            new LifeLog<FleetLoop>(world, this), shared);
    }

    /// <summary>The number of the life, from 1.</summary>
    public int Number { get; }

    /// <summary>Its name among the Magisters that share a fleet.</summary>
    public string Name => NameOf(Number);

    public Home Home { get; }

    /// <summary>Whether a caller waits for its answer.</summary>
    public bool OwesAnswers => owed > 0;

    /// <summary>The configuration that it last read.</summary>
    public FleetSettings Settings { get; set; }

    /// <summary>How many it wants: an operator's number, or else the one in its configuration.</summary>
    public int NumberInstances => world.Facts.Steering.NumberWanted(Settings.NumberInstances);

    public DateTimeOffset BeganAt { get; }

    /// <summary>Until when it stands still, or last stood still.</summary>
    public DateTimeOffset FrozenUntil { get; private set; } = DateTimeOffset.MinValue;

    public bool IsOver { get; private set; }

    /// <summary>Whether it was told to end; from then on its actions say nothing about what it would have done.</summary>
    public bool IsEnding => stopping.IsCancellationRequested;

    public bool EndsByItself { get; private set; }

    /// <summary>The list that it requests, or last requested.</summary>
    public ListWatch List { get; set; }

    public FleetState State => engine.State;

    public DateTimeOffset Now => clock.Now;

    /// <summary>Whether all that it knows is on disk.</summary>
    public bool IsRecorded => engine.JournalFailure is null;

    public bool IsHierophantsListSound => engine.View.Hierophant.Trouble is null;

    public FleetView View => engine.View;

    public bool IsHeld => !engine.View.Holds.IsEmpty;

    public bool IsReady => engine.View.NotReadyReason is null;

    public static string NameOf(int number) => $"life {number}";

    public void Begin()
    {
        Pass(CrashMoment.Starting);
        _ = LiveAsync();
    }

    /// <summary>Performs an action in this life; if it is frozen, once it is no longer.</summary>
    public void Run(Action act)
    {
        if (world.Time.Now < FrozenUntil) world.Time.At(FrozenUntil, () => Run(act));
        else Home.Run(this, act);
    }

    /// <summary>Makes the program stand still for at least this long.</summary>
    public void Freeze(TimeSpan length)
    {
        var until = world.Time.Now + length;
        if (until > FrozenUntil) FrozenUntil = until;
    }

    /// <summary>Whether it has lost time that is yet to pass.</summary>
    public bool IsAhead => time.IsAhead;

    /// <summary>Makes its present action take this long, with nothing else going on meanwhile.</summary>
    public void LoseTime(TimeSpan lost)
    {
        Freeze(time.Lose(lost) - world.Time.Now);
    }

    /// <summary>A caller waits at the port while it stands still, and is let in a little after everything else resumes.</summary>
    public void Answer(Action act)
    {
        if (world.Time.Now < FrozenUntil) world.Time.At(FrozenUntil + Acceptance, () => Answer(act));
        else Run(act);
    }

    public void After(TimeSpan wait, Action act) => world.Time.After(wait, () => Run(act));

    /// <summary>Performs a write off the main thread, some time later.</summary>
    public void WriteBeside(Action write) => After(random.AnySeconds(LeastWriting, LongestWriting), write);

    /// <summary>Lets such a moment pass, which may be its last. A life that is over does nothing any more.</summary>
    public void Pass(CrashMoment moment)
    {
        if (IsOver) throw new KilledException();
        Home.Pass(moment);
    }

    /// <summary>A caller asks; once the life is over, nobody answers.</summary>
    public void Ask(EngineInput input, Action<CallerReply?> reply)
    {
        owed++;
        mailbox.Post(input, answer => Reply(answer, reply));
    }

    private void Reply(CallerReply? answer, Action<CallerReply?> reply)
    {
        owed--;
        if (!IsOver) Pass(CrashMoment.BeforeReply);
        reply(answer);
        if (!IsOver) Pass(CrashMoment.AfterReply);
    }

    /// <summary>SIGTERM: what is under way gets a little time, then the program ends.</summary>
    public void End() => stopping.Cancel();

    /// <summary>Stops it for good, whatever it was doing.</summary>
    public void BreakOff()
    {
        IsOver = true;
        mailbox.Close();
        foreach (var letter in mailbox.TakeAll()) letter.Reply?.Invoke(null);
    }

    private async Task LiveAsync()
    {
        await loop.RunAsync(stopping.Token);
        Home.Run(this, journal.Dispose);
        if (IsOver) return;
        BreakOff();
        Home.EndedOrderly(this);
    }

    private LifeTime TimeOf(World world, Random random)
    {
        var error = world.Plan.ClockError * random.Between(-1, 1);
        return world.Plan.Sharing is not { } sharing ? new LifeTime(world.Time, error, Run)
            : new LifeTime(world.Time, error, Run, 1 + (sharing.ClockRate * random.Between(-1, 1)), wake => world.Lives.Ledger!.Nap(this, wake));
    }

    private void EndByItself()
    {
        if (IsOver || IsEnding) return;
        EndsByItself = true;
        world.Log.Say($"life {Number} ends by itself");
        After(TimeSpan.Zero, End);
    }

    private VastClient NewClient(TimeProvider time)
    {
        var http = new HttpClient(new VirtualHandler(world, this));
        VastRegistration.Configure(http, world.Plan.Vast);
        var elsewhere = new HttpClient(new VirtualHandler(world, this));
        VastRegistration.ConfigureElsewhere(elsewhere);
        var (metrics, log, chance) = (new VastMetrics(Meters), new LifeLog<VastClient>(world, this), new Random(random.Next()));
        return new VastClient(
            http, elsewhere, world.Plan.Vast, new VastPacing(world.Plan.Vast, time, chance.NextDouble, metrics, log), metrics, time, chance.NextDouble, log);
    }

    private HttpClient NewHierophantHttp()
    {
        var http = new HttpClient(new HierophantHandler(world, this));
        HierophantClient.Configure(http, world.Plan.Fleet);
        return http;
    }

    private TurnReport NewReport(FleetState known, TimeProvider time) => new(
        new FactReport(
            known, new FactLog(NullLogger<FactLog>.Instance, lease => lease.VerifyBy(world.Plan.Fleet)), new EventHistory(known.LastSequence), new FleetMetrics(Meters),
            new RunningCost(known, clock), Secrets),
        new EvidenceShelf(time), new LoopMetrics(Meters), new SparseLog(time, NullLogger<SparseLog>.Instance), new LifeLog<FleetLoop>(world, this));

    private TimeSpan Lateness() =>
        world.IsTroubled && random.Hits(world.Plan.Crashes.LateTurns) ? world.Plan.Crashes.LatestTurn * random.NextDouble() : TimeSpan.Zero;

    private sealed class Lifetime(Action stop) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stop();
    }
}

/// <summary>The parts of a life that its share in a shared fleet is built from.</summary>
internal sealed record LifeParts(RecordedEngine Engine, SteadyClock Clock, TimeProvider Time);
