using System.Globalization;
using Magister.Fleet;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Callers;

/// <summary>Makes the calls of Contemplants and the Hierophant: the simulator's own schedule, in virtual time.</summary>
internal sealed class CallerDriver
{
    private static readonly DurationRange Way = DurationRange.Seconds(0.001, 0.2);

    private readonly World world;
    private readonly CallerSchedule schedule;
    private readonly Random random;

    public CallerDriver(World world, CallerSchedule schedule, Random random)
    {
        (this.world, this.schedule, this.random) = (world, schedule, random);
        world.Market.Observe(schedule.Happened);
    }

    public CallerSchedule Schedule => schedule;

    /// <summary>The fault in Hierophant's last list.</summary>
    public HierophantFault LastListPlayed { get; set; }

    public DateTimeOffset? NextAt => schedule.NextDueAt;

    public void Drive()
    {
        foreach (var started in schedule.TakeStarting()) schedule.Start(started.InstanceId, EnvironmentOf(started.Onstart), world.Time.Now);
        foreach (var call in schedule.TakeDue(world.Time.Now)) Make(call);
        foreach (var news in schedule.TakeNews()) world.Log.Say($"{news.InstanceId} {news.Text}");
    }

    /// <summary>Whether an instance has, or had, a watch, but Magister cannot be hearing that it works.</summary>
    public bool IsInTrouble(long instanceId) => schedule.Find(instanceId) is { } worker
        && (worker.IsSilent || (worker.IsWatched && (worker.WorksSince is null || worker.CutUntil > world.Time.Now)));

    /// <summary>Whether Hierophant, whose list is read, does not have an instance that runs. If no watch was ever heard, only that shows that its Contemplant ended.</summary>
    public bool IsLacked(long instanceId) =>
        world.Plan.Fleet.HierophantWatch > TimeSpan.Zero && schedule.Find(instanceId) is not null && !schedule.Ask(hierophant => hierophant.Has(instanceId));

    /// <summary>If most are in trouble once Hierophant is there, which cannot be told from trouble of Magister's own, reboots them.</summary>
    public void Mend()
    {
        var away = schedule.Ask(hierophant => hierophant.AwayUntil) - world.Time.Now;
        if (away > TimeSpan.Zero)
        {
            world.Time.After(away, Mend);
            return;
        }

        var troubled = world.Books.Ours.Where(book => IsInTrouble(book.Id) || IsLacked(book.Id)).ToArray();
        if (2 * troubled.Length <= world.Books.Ours.Count) return;
        foreach (var book in troubled) schedule.Reboot(book.Id, world.Time.Now);
        Drive();
    }

    public void Make(CallerCall call)
    {
        var (isOver, directory) = (false, world.Lives.Directory);
        world.Time.After(schedule.Options.Patience, () => End(null));
        world.Time.After(Way.Draw(random), () =>
        {
            directory = world.Lives.Directory;
            Arrive(call, status => world.Time.After(Way.Draw(random), () => End(status)));
        });

        void End(int? status)
        {
            if (isOver) return;
            isOver = true;
            world.Log.Say($"{call.Kind} {call.Address} for instance {call.InstanceId}: {status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}");
            world.Tally.Count($"{call.Kind.ToString().ToLowerInvariant()} answered", status?.ToString(CultureInfo.InvariantCulture) ?? "not");
            schedule.Answered(call, status, world.Time.Now);
            world.Rules.CallAnswered(call, status, directory);
        }
    }

    private void Arrive(CallerCall call, Action<int?> answer)
    {
        if (CallAddress.OfferIdOf(call) is not { } offerId)
        {
            // Another Magister's; how that one answers does not matter here.
            answer(200);
            return;
        }

        if (world.Lives.Door() is not { } life)
        {
            answer(null);
            return;
        }

        world.Rules.CallArrived(call, offerId);
        if (world.Lives.Leads(life)) world.Rules.CallReachedLeader(call, offerId);
        life.Answer(() => life.Ask(InputOf(call, offerId), reply => answer(StatusOf(reply, life.IsOver))));
    }

    private static EngineInput.FromCaller InputOf(CallerCall call, long offerId) => call switch
    {
        CallerCall.Drop drop => new EngineInput.DropReceived(offerId, drop.Reason),
        CallerCall.Pulse pulse => new EngineInput.PulseReceived(offerId, StateOf(pulse.State), pulse.Every, pulse.Restarts, pulse.LastWords?.TrimEnd().Split('\n')[^1]),
        _ => new EngineInput.VerifyReceived(offerId),
    };

    private static ContemplantEnvironment? EnvironmentOf(string? onstart) => ContemplantEnvironment.Read(name => OnstartText.Variable(onstart, name));

    private static WorkState StateOf(ContemplantState state) => Enum.Parse<WorkState>(state.ToString());

    private static int? StatusOf(CallerReply? reply, bool isOver) => reply switch
    {
        CallerReply.VerifyAccepted or CallerReply.DropAccepted or CallerReply.PulseAccepted => 200,
        CallerReply.PulseOfUnknown => 410,
        CallerReply.DropOfUnknown => 400,
        _ => isOver ? null : 503,
    };
}
