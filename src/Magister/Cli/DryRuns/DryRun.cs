using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Cli.DryRuns;

/// <summary>
/// Lets a real engine decide about the account as it is, at one moment, without effect: its queries are made, what it would rent is
/// treated as rented, what it would destroy is treated as still there. Its facts are not written anywhere.
/// </summary>
internal sealed class DryRun(FleetSettings settings, FleetState known, DateTimeOffset now, Func<EngineCall, Task<EngineInput>> ask)
{
    private static readonly TimeSpan BetweenRefusals = TimeSpan.FromSeconds(10);

    private readonly Engine engine = new(settings, known);
    private readonly List<PlannedStep> steps = [];
    private readonly List<string> problems = [];
    private readonly List<long> destroyed = [];
    private readonly Queue<EngineCall.Rent> rentsUnderWay = [];
    private FleetState told = known;
    private FatalReason? verdict;
    private DateTimeOffset now = now;
    private bool hasAskedAgain;

    public async Task<PlanReport> RunAsync(string? journal)
    {
        Note(engine.Start(now));
        while (verdict is null)
        {
            var step = engine.Decide(now);
            Note(step);
            foreach (var call in step.Calls) await GoThroughAsync(call);
            if (step.Calls.IsEmpty && !ImagineRented() && !TakeRefusalAgain()) break;
        }

        return Report(journal);
    }

    private async Task GoThroughAsync(EngineCall call)
    {
        switch (call)
        {
            case EngineCall.Rent rent:
                rentsUnderWay.Enqueue(rent);
                engine.Take(new EngineInput.CallSent(call), now);
                break;
            case EngineCall.Destroy destroy:
                destroyed.Add(destroy.InstanceId);
                Take(destroy.NotMade("a plan changes nothing"));
                break;
            case EngineCall.Show show:
                steps.Add(PlannedStep.Ask(engine.State.Leases[show.InstanceId]));
                Take(await ask(call));
                break;
            case EngineCall.List or EngineCall.Search or EngineCall.Account:
                Take(await ask(call));
                break;
            default:

                // Nothing failed, so nothing is reported.
                Note(engine.Take(call.NotMade("a plan does without it"), now) with { Notices = [] });
                break;
        }
    }

    // The daemon ends if a key is refused twice, some seconds apart.
    private bool TakeRefusalAgain()
    {
        if (engine.View.KeyRefusal is null || hasAskedAgain) return false;
        (now, hasAskedAgain) = (now + BetweenRefusals, true);
        return true;
    }

    // Only when nothing else is due: the daemon has several rents under way at once, on different machines.
    private bool ImagineRented()
    {
        if (!rentsUnderWay.TryDequeue(out var rent)) return false;
        Take(rent.Ended(new Outcome<long>.Done(-rent.Order.OfferId)));
        return true;
    }

    private void Take(EngineInput input) => Note(engine.Take(input, now));

    private void Note(EngineStep step)
    {
        foreach (var recorded in step.Facts)
        {
            var change = new FleetChange(recorded, told, told.Apply(recorded));
            told = change.After;
            if (StepOf(change) is { } planned) steps.Add(planned);
        }

        problems.AddRange(step.Notices.OfType<Notice.CallFailed>().Select(failed => $"the {failed.Call} call to Vast failed: {failed.Reason}"));
        verdict ??= step.FatalReason;
    }

    private PlannedStep? StepOf(FleetChange change) => change.Fact is RentIntended rent
        ? PlannedStep.Rent(rent.Offer, Planner.Plan(change.Before, settings, now).Rent!.Reason)
        : PlannedStep.Create(change);

    private PlanReport Report(string? journal)
    {
        var view = engine.View;
        var unmet = Planner.Plan(view.State, settings, now).Rent;
        var afterwards = Planner.Plan(destroyed.Aggregate(view.State, WithoutInstance), settings, now).Rent?.Count ?? 0;
        var held = view.RentsHeldBackReason ?? view.NotReadyReason;
        if (verdict is null && (unmet is not null || held is not null)) steps.Add(PlannedStep.Unmet(unmet?.Count ?? 0, held));
        steps.AddRange(Planner.Waits(view.State, settings, now).Where(wait => IsWaitedFor(wait.Lease)).Select(wait => PlannedStep.Wait(wait.Lease, wait.Until)));
        steps.AddRange(view.State.Rents.Values.Select(PlannedStep.Wait));
        return new PlanReport
        {
            Now = now,
            Journal = journal,
            NumberInstances = view.NumberInstances,
            Ours = view.State.Leases.Keys.Count(instanceId => instanceId > 0),
            Steps = [.. steps],
            RentedAfterwards = afterwards - (unmet?.Count ?? 0),
            Problems = [.. problems],
            End = verdict is null ? null : PlannedEnd.Create(verdict),
        };
    }

    private bool IsWaitedFor(Lease lease) => lease.InstanceId > 0 && !destroyed.Contains(lease.InstanceId);

    private FleetState WithoutInstance(FleetState state, long instanceId) =>
        state.Apply(new Recorded(state.LastSequence + 1, now, new Destroyed(instanceId, WasGoneAlready: false)));
}
