using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// Rule 1: at each birth by a rent of ours, no more are alive than wanted by the life that sent it, or by the one that runs now. Instances
/// that could not be known when the rent was intended do not count.
/// </summary>
internal sealed class NeverTooMany(World world) : Rule(world)
{
    public override void Born(InstanceBook book)
    {
        if (book.Rent is not { } rent) return;
        World.Tally.Count("births");
        var alive = World.Books.Ours.Count;
        var allowed = Math.Max(rent.Number, World.Lives.NumberInstances);
        if (alive <= allowed) return;
        var counted = World.Books.Ours.Where(other => !CouldNotBeKnown(other, rent)).ToArray();
        World.Tally.Count("forced births");
        Demand(
            counted.Length <= allowed,
            $"instance {book.Id}, rented by life {rent.Life} for {rent.Number}, makes {counted.Length} alive: {string.Join(' ', counted.Select(other => other.Id))}");
    }

    private static bool CouldNotBeKnown(InstanceBook other, Sending rent) =>
        other.WasExcused && (other.KnownSince is not { } known || known > rent.IntendedAt);
}
