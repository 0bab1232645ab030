using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// What an operator was told remains so until an operator says otherwise, whichever life it is by then; and nothing is rented while an
/// operator has paused or drained the fleet, or from what an operator barred. A lost state directory takes this along.
/// </summary>
internal sealed class SteeringObeyed(World world) : Rule(world)
{
    private SteeringMode? promised;
    private int unanswered;

    public override void SteeringAsked()
    {
        unanswered++;
        promised = null;
    }

    public override void SteeringAnswered(FleetView? view, int directory)
    {
        unanswered--;
        promised = unanswered == 0 && directory == World.Lives.Directory && IsTheLastWord(view) ? view?.State.Steering.Mode : null;
    }

    // Each of several Magisters may hold back a word that nobody waits for any more.
    private bool IsTheLastWord(FleetView? view) => World.Lives.Ledger is not { } ledger
        || (view?.State.Steering.Mode == World.Facts.Steering.Mode && ledger.Store.Words(int.MaxValue).All(word => Running.Sharing.Words.InputIn(word.Text) is not EngineInput.SteeringReceived));

    public override void LostDirectory() => promised = null;

    public override void Turned(Life life) =>
        Demand(promised is null || promised == life.State.Steering.Mode, $"an operator was told {promised}, and it is {life.State.Steering.Mode}");

    public override void Recorded(Recorded recorded)
    {
        if (recorded.Fact is not RentIntended rent) return;
        Demand(World.Facts.Steering.Mode is SteeringMode.Running, $"offer {rent.Offer.Id} is rented while {World.Facts.Steering.Mode}");
        Demand(!World.Facts.Steering.IsBarred(rent.Offer), $"offer {rent.Offer.Id} is rented on machine {rent.Offer.MachineId} of host {rent.Offer.HostId}, which an operator barred");
    }
}
