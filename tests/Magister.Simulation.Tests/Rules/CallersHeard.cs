using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// A call that arrived before a deadline was judged is heard first: an instance whose verify had reached the port of that very program is
/// not destroyed for lack of one, however long the program stood still.
/// </summary>
internal sealed class CallersHeard(World world) : Rule(world)
{
    private readonly HashSet<long> verified = [];
    private readonly HashSet<long> begun = [];

    public override void CallReachedLeader(CallerCall call, long offerId)
    {
        // In calls, an offer that was rented twice means the newer instance. Who calls while nothing can be recorded is refused, and what was
        // decided before the call may be recorded after it.
        if (call is CallerCall.Verify && World.Lives.Current is not { IsRecorded: false } && World.Books.Ours.Count(book => book.OfferId == offerId) == 1) verified.Add(call.InstanceId);
    }

    public override void Began(Life life) => verified.Clear();

    // A call that could not be recorded was refused, and is repeated.
    public override void Turned(Life life)
    {
        if (!life.IsRecorded) verified.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        switch (recorded.Fact)
        {
            // Another rule checks what arrived before the instance was known.
            case RentAccepted rent: verified.Remove(rent.InstanceId); break;
            case Adopted adopted: verified.Remove(adopted.InstanceId); break;
            // A destroy that was begun goes on, whoever calls meanwhile.
            case DestroyIntended { Cause: DestroyCause.MissedDeadline } intended when begun.Add(intended.InstanceId):
                Demand(!verified.Contains(intended.InstanceId), $"instance {intended.InstanceId} is destroyed because nobody verified it, and its verify had arrived");
                break;
            default: break;
        }
    }
}
