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

    public DateTimeOffset? NextAt => schedule.NextDueAt;

    public void Drive()
    {
        foreach (var started in schedule.TakeStarting()) schedule.Start(started.InstanceId, EnvironmentOf(started.Onstart), world.Time.Now);
        foreach (var call in schedule.TakeDue(world.Time.Now)) Make(call);
        foreach (var news in schedule.TakeNews()) world.Log.Say($"{news.InstanceId} {news.Text}");
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
            // Somebody else's, and that one's answer is nobody's business here.
            answer(200);
            return;
        }

        if (world.Lives.Current is not { } life)
        {
            answer(null);
            return;
        }

        world.Rules.CallArrived(call, offerId);
        if (InputOf(call, offerId) is not { } input) answer(null);
        else life.Answer(() => life.Ask(input, reply => answer(StatusOf(reply, life.IsOver))));
    }

    private static EngineInput.FromCaller? InputOf(CallerCall call, long offerId) => call switch
    {
        CallerCall.Drop drop => new EngineInput.DropReceived(offerId, drop.Reason),
        CallerCall.Verify => new EngineInput.VerifyReceived(offerId),
        _ => null,
    };

    private static ContemplantEnvironment? EnvironmentOf(string? onstart) => ContemplantEnvironment.Read(name => OnstartText.Variable(onstart, name));

    private static int? StatusOf(CallerReply? reply, bool isOver) => reply switch
    {
        CallerReply.VerifyAccepted or CallerReply.DropAccepted => 200,
        CallerReply.DropOfUnknown => 400,
        _ => isOver ? null : 503,
    };
}
