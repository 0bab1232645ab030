using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>No caller is told that an offer is unknown if the leader knows it and knew it when the call arrived.</summary>
internal sealed class OnlyTheUnknownRefused(World world) : Rule(world)
{
    private readonly Dictionary<CallerCall, long> known = new(ReferenceEqualityComparer.Instance);

    public override void CallArrived(CallerCall call, long offerId)
    {
        if (IsKnown(offerId)) known[call] = offerId;
    }

    public override void CallAnswered(CallerCall call, int? status, int directory)
    {
        if (known.Remove(call, out var offerId)) Demand(status is not (400 or 410) || !IsKnown(offerId), $"{call.Kind} of offer {offerId} is answered {status}, and the fleet has it");
    }

    private bool IsKnown(long offerId) => World.Lives.Current is { } life && (life.State.LivingOf(offerId) is not null || life.State.Rents.ContainsKey(offerId));
}
