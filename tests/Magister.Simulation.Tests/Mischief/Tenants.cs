using Magister.Fleet;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Market;
using InstanceStatus = Magister.Simulator.Market.InstanceStatus;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Other people's instances on the same account, some of which look much like ours. They live, fail and end like any other.</summary>
internal sealed class Tenants(World world, Random random)
{
    private static readonly string[] Statuses =
        [InstanceStatus.Exited, InstanceStatus.Offline, InstanceStatus.Unknown, InstanceStatus.Stopped, InstanceStatus.Running];

    public void Come()
    {
        world.Tally.Count("mischief", "a tenant comes");
        var (label, onstart) = Appearance();
        var id = world.Market.AddTenant(label, onstart, random.AnySeconds(1, 100_000));
        world.Log.Say($"a tenant comes as instance {id}, with the label {label}");
        world.Time.After(random.AnySeconds(10, 10_000), () => Change(id));
        world.Time.After(random.AnySeconds(60, 40_000), () => world.Market.Delete(id));
    }

    private void Change(long id)
    {
        if (world.IsTroubled) world.Market.SetStatus(id, random.Pick(Statuses), random.Hits(0.3) ? "Error response from daemon" : null);
    }

    private (string? Label, string? Onstart) Appearance() => random.Next(6) switch
    {
        0 => (null, null),
        1 => ("training", "python train.py"),
        2 => (FleetSettings.Label, null),
        3 => (FleetSettings.Label, "echo MAGISTER_DROP_ENDPOINT"),
        _ => (FleetSettings.Label, Script(random.Pick(Addresses.OtherMagisters))),
    };

    private string Script(string address)
    {
        var offers = world.Market.Offers();
        var offer = offers.IsEmpty ? random.Next(1, 1000) : random.Pick(offers).OfferId;
        return Onstart.For(world.Plan.Fleet.Onstart with { MagisterAddress = address }, offer);
    }
}
