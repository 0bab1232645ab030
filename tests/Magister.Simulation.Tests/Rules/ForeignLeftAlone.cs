using Magister.Fleet;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Rule 4, second half: no request destroys what is not ours, and none changes a label or a state at all. If an instance was given away
/// too late for any list to show it before the destroy was intended, that is the market's doing.
/// </summary>
internal sealed class ForeignLeftAlone(World world) : Rule(world)
{
    private readonly List<(DateTimeOffset BegunAt, DateTimeOffset TakenAt)> lists = [];

    public override void Took(TakenList list) => lists.Add((list.BegunAt, Now));

    public override void LostDirectory() => lists.Clear();

    public override void Arrived(Sending sending)
    {
        if (sending.Endpoint is not VastEndpoint.Destroy) return;
        if (World.Books.Find(sending.TargetId!.Value) is not { } book)
        {
            Broken($"a destroy of instance {sending.TargetId}, which never was");
            return;
        }

        if (book.IsOurs || !book.IsAlive) return;
        World.Tally.Count("forced", "destroy of what was given away meanwhile");
        Demand(book.OfferId is not null && book.ForeignSince is not null, $"instance {book.Id} is somebody else's and is destroyed");
        Demand(!CouldBeKnown(Moments.Later(book.ForeignSince!.Value, FirstAbsence(book)), sending.IntendedAt!.Value), $"instance {book.Id} was given away {(Now - book.ForeignSince.Value).TotalSeconds:0.0} s ago, a list told of it, and it is destroyed");
    }

    // If Magister has only just learnt of an instance, its absence from a list says nothing.
    private DateTimeOffset FirstAbsence(InstanceBook book) => (book.KnownSince + World.Plan.Fleet.ConsistencyWindow) ?? DateTimeOffset.MinValue;

    private bool CouldBeKnown(DateTimeOffset since, DateTimeOffset intendedAt) => lists.Exists(list => list.BegunAt >= since && list.TakenAt <= intendedAt);
}
