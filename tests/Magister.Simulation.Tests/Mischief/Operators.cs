using Magister.Fleet;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using InstanceStatus = Magister.Simulator.Market.InstanceStatus;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>The account's owner at the console, who interferes with single instances, and hosts that fail.</summary>
internal sealed class Operators(World world, Random random)
{
    private static readonly string?[] OtherLabels = ["mine now", "magister-old", null, ""];
    private static readonly string[] Deaths = [InstanceStatus.Exited, InstanceStatus.Offline, InstanceStatus.Unknown];

    private static readonly string[] Messages =
        ["Error response from daemon: no such image", "OCI runtime create failed: nvidia", "connecting", "success, running"];

    public void Meddle()
    {
        var ours = world.Books.Ours;
        if (ours.Count == 0) return;
        var one = ours.ElementAt(random.Next(ours.Count));
        switch (random.Next(7))
        {
            case 0:
                Do("deletes", one, () => world.Market.Delete(one.Id));
                break;
            case 1 when world.Plan.Mischief.OperatorsStop:
                Do("stops", one, () => world.Market.Stop(one.Id));
                break;
            case 2 when ours.FirstOrDefault(IsStopped) is { } stopped:
                Do("starts", stopped, () => world.Market.Start(stopped.Id));
                break;
            case 3:
                Do("sees die", one, () => world.Market.SetStatus(one.Id, random.Pick(Deaths)));
                break;
            case 4:
                Do("sees a message of", one, () => world.Market.SetStatusMessage(one.Id, random.Pick(Messages)));
                break;
            case 5 or 6 when world.Plan.Mischief.OperatorsRelabel:
                GiveAway(one);
                break;
            default:
                break;
        }
    }

    private void GiveAway(InstanceBook one)
    {
        Do("relabels", one, () => world.Market.Relabel(one.Id, random.Pick(OtherLabels)));
        if (!random.Hits(0.6)) return;
        world.Time.After(random.AnySeconds(0.1, 3000), () =>
        {
            if (world.IsTroubled && one is { IsAlive: true, IsOurs: false }) Do("relabels back", one, () => world.Market.Relabel(one.Id, FleetSettings.Label));
        });
    }

    private void Do(string what, InstanceBook one, Action act)
    {
        world.Tally.Count("mischief", $"an operator {what} an instance");
        world.Log.Say($"an operator {what} instance {one.Id}");
        act();
    }

    private static bool IsStopped(InstanceBook book) => book.Truth.Status is InstanceStatus.Stopped;
}
