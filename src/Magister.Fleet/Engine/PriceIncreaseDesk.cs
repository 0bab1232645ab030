using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>
/// Asks Vast now and then which contracts have a pending price increase, so that it is reported. None is accepted: such an instance is
/// replaced when its contract ends, like any other.
/// </summary>
internal sealed class PriceIncreaseDesk(StepBuilder step)
{
    /// <summary>Contracts end days after an increase is announced.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private DateTimeOffset? lookAt;
    private bool isAsking;

    public void Decide(DateTimeOffset now)
    {
        lookAt ??= now + LookEvery;
        if (isAsking || step.State.Leases.IsEmpty || !step.IsDue(Due.At(lookAt.Value, now))) return;
        isAsking = true;
        step.Call(new EngineCall.PriceIncreases());
    }

    public void Ended(Outcome<ImmutableDictionary<long, PriceIncrease>> outcome, DateTimeOffset now)
    {
        (isAsking, lookAt) = (false, now + LookEvery);
        if (outcome is not Outcome<ImmutableDictionary<long, PriceIncrease>>.Done(var pending))
        {
            step.Notice(new Notice.CallFailed("price increases", OutcomeText.Describe(outcome)));
            return;
        }

        foreach (var lease in step.State.Leases.Values)
        {
            var increase = pending.GetValueOrDefault(lease.InstanceId);
            if (increase != lease.PriceIncrease) step.Record(new PriceIncreaseSeen(lease.InstanceId, increase), now);
        }
    }
}
