using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>All rules; each receives everything in the same order.</summary>
internal sealed class RuleBook(World world, params Rule[] rules)
{
    public void Born(InstanceBook book) => Tell(rule => rule.Born(book));

    public void Changed(InstanceBook book) => Tell(rule => rule.Changed(book));

    public void Left(Sending sending) => Tell(rule => rule.Left(sending));

    public void Arrived(Sending sending) => Tell(rule => rule.Arrived(sending));

    public void Limited(Sending sending) => Tell(rule => rule.Limited(sending));

    public void Recorded(Recorded recorded) => Tell(rule => rule.Recorded(recorded));

    public void Took(TakenList list) => Tell(rule => rule.Took(list));

    public void ToldCredit(double credit) => Tell(rule => rule.ToldCredit(credit));

    public void Turned(Life life) => Tell(rule => rule.Turned(life));

    public void Began(Life life) => Tell(rule => rule.Began(life));

    public void Ended(Life life) => Tell(rule => rule.Ended(life));

    public void LostDirectory() => Tell(rule => rule.LostDirectory());

    public void CallArrived(CallerCall call, long offerId) => Tell(rule => rule.CallArrived(call, offerId));

    public void CallAnswered(CallerCall call, int? status, int directory) => Tell(rule => rule.CallAnswered(call, status, directory));

    public void CallReachedLeader(CallerCall call, long offerId) => Tell(rule => rule.CallReachedLeader(call, offerId));

    public void Folded(long wordId) => Tell(rule => rule.Folded(wordId));

    public void Said(string text) => Tell(rule => rule.Said(text));

    public void SteeringAsked() => Tell(rule => rule.SteeringAsked());

    public void SteeringAnswered(FleetView? view, int directory) => Tell(rule => rule.SteeringAnswered(view, directory));

    public void Calmed() => Tell(rule => rule.Calmed());

    public void WorldEnded() => Tell(rule => rule.WorldEnded());

    private void Tell(Action<Rule> tell) => world.Guarded(() =>
    {
        foreach (var rule in rules) tell(rule);
        return true;
    });
}
