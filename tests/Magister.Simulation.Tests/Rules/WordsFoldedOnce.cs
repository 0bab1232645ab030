using Magister.Fleet;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// What callers told a Magister that did not lead is folded once, whichever leads by then; an operator is told nothing that is not recorded;
/// and once nothing goes wrong any more no word keeps waiting, neither in the database nor in a state directory.
/// </summary>
internal sealed class WordsFoldedOnce(World world) : Rule(world)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly HashSet<long> folded = [];
    private HashSet<long> waiting = [];
    private DateTimeOffset? lookedAt;

    public override void Folded(long wordId) => Demand(folded.Add(wordId), $"word {wordId} is folded a second time");

    public override void SteeringAnswered(FleetView? view, int directory) => Demand(
        view is null || view.State.LastSequence <= World.Facts.LastSequence,
        $"an operator is told of the fleet after fact {view?.State.LastSequence}, and {World.Facts.LastSequence} is recorded");

    public override void Calmed() => lookedAt = Now + World.RestBound;

    public override void Turned(Life life)
    {
        if (World.Lives.Ledger?.Store is not { } store || lookedAt is not { } at || Now - at < Longest) return;
        var now = store.Words(int.MaxValue).Select(word => word.Id).ToHashSet();
        Demand(!now.Overlaps(waiting), $"word {now.Intersect(waiting).FirstOrDefault()} waits for {(Now - at).TotalSeconds:0} s");
        (waiting, lookedAt) = (now, Now);
    }

    public override void WorldEnded()
    {
        foreach (var home in World.Lives.Homes.OfType<SharingHome>()) Demand(home.Kept.Length == 0, $"a word was never delivered: {home.Kept}");
    }
}
