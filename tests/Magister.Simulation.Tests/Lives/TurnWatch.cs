using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Running;
using Magister.Simulation.Tests.Calls;
using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Reports each turn to the rules, and then as in production.</summary>
internal sealed class TurnWatch(World world, Life life, ITurnReport report) : ITurnReport
{
    private const int TurnsAtOnceMax = 20;

    private (DateTimeOffset At, int Count) turns;

    public void Tell(Turn turn, RecordedEngine engine) => world.Guarded(() =>
    {
        foreach (var notice in turn.Notices) Say(notice);
        foreach (var input in turn.Inputs) Take(input);
        foreach (var (input, reply) in turn.Inputs.Zip(turn.Replies)) Folded(input, reply);
        foreach (var call in turn.Calls) Want(call);
        report.Tell(turn, engine);
        if (turn.Inputs.IsEmpty && !life.IsEnding && world.Lives.Leads(life)) Decided(turn);
        return true;
    });

    public void TookTurn(TimeSpan duration) => report.TookTurn(duration);

    private void Folded(EngineInput input, CallerReply? reply)
    {
        if (reply is not null && input is EngineInput.FromCaller { WordId: { } word }) world.Rules.Folded(word);
    }

    private void Say(Notice notice)
    {
        if (notice is Notice.PromiseBroken broken) throw new RuleBrokenException(nameof(Notice.PromiseBroken), broken.What);
        world.Tally.Count("notice", notice.GetType().Name);
        world.Log.Say($"life {life.Number}: {notice}");
        world.Rules.Said(notice.ToString());
    }

    private void Want(EngineCall call)
    {
        world.Log.Say($"life {life.Number} wants {call}");
        if (call is EngineCall.List list) life.List = new ListWatch(world.Time.Now, list.IsOfAllLabels);
    }

    private void Take(EngineInput input)
    {
        switch (input)
        {
            case EngineInput.CallEnded<long> rent: Count("Rent", rent.Outcome); break;
            case EngineInput.CallEnded<DestroyConfirmation> destroy: Count("Destroy", destroy.Outcome); break;
            case EngineInput.CallEnded<ShownInstance> show: Count("Show", show.Outcome); break;
            case EngineInput.CallEnded<LabelConfirmation> label: Count("Label", label.Outcome); break;
            case EngineInput.CallEnded<InstanceLogs> logs: Count("Logs", logs.Outcome); break;
            case EngineInput.CallEnded<HierophantListing> listing: Count("Contemplants", listing.Outcome); break;
            case EngineInput.CallEnded<DayBill> bill: Count("Charges", bill.Outcome); break;
            case EngineInput.CallEnded<ImmutableDictionary<long, PriceIncrease>> increases: Count("PriceIncreases", increases.Outcome); break;
            case EngineInput.CallEnded<AccountStanding> account:
                Count("Account", account.Outcome);
                if (account.Outcome is Outcome<AccountStanding>.Done(var standing) && world.Lives.Leads(life)) world.Rules.ToldCredit(standing.Credit);
                break;
            case EngineInput.CallEnded<ImmutableArray<Offer>> search: Count("Search", search.Outcome); break;
            case EngineInput.CallEnded<InstanceListing> list:
                Count("List", list.Outcome);
                if (list.Outcome is Outcome<InstanceListing>.Done(var found)) Took(found);
                break;
            default: break;
        }
    }

    private void Took(InstanceListing found)
    {
        world.Log.Say($"life {life.Number} took a list begun at {(life.List.BegunAt - world.Time.Start).TotalSeconds:0.000} s: {string.Join(' ', found.Instances.Select(row => row.Id))}");
        if (world.Lives.Leads(life)) world.Rules.Took(new TakenList(life.List.BegunAt, !life.List.WasLiedTo, found.Instances.Any(row => life.State.Leases.ContainsKey(row.Id)), life.List.IsOfAllLabels, [.. life.State.Leases.Values.Where(lease => lease.MissingSince is not null).Select(lease => lease.InstanceId)]));
    }

    private void Decided(Turn turn)
    {
        world.Rules.Turned(life);
        if (turn.FatalReason is { } verdict) world.Tally.Count("end", verdict.GetType().Name);
        if (turn.WakeAt > life.Now) return;
        turns = turns.At == world.Time.Now ? (turns.At, turns.Count + 1) : (world.Time.Now, 1);
        if (turns.Count > TurnsAtOnceMax) throw new RuleBrokenException("Spin", "the engine wants to be woken at once, again and again");
    }

    private void Count<T>(string call, Outcome<T> outcome)
    {
        world.Tally.Count("outcome", $"{call} {outcome.GetType().Name}");
        world.Log.Say($"life {life.Number}: {call} ended as {Text(outcome)}");
    }

    private static string Text<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done { Value: long id } => $"done: {id}",
        Outcome<T>.Refused refused => $"refused ({refused.Kind}): {refused.Reason}",
        _ => OutcomeText.Describe(outcome),
    };
}
