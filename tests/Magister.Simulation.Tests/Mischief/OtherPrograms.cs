using System.Text.Json.Nodes;
using Magister.Fleet;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Http;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Mischief;

/// <summary>Other programs with the same account, including another Magister: their calls count against the same limits.</summary>
internal sealed class OtherPrograms(World world, Random random)
{
    private static readonly VastEndpoint[] Endpoints =
        [VastEndpoint.List, VastEndpoint.List, VastEndpoint.Search, VastEndpoint.Show, VastEndpoint.User, VastEndpoint.Create];

    public void Call()
    {
        var endpoint = random.Pick(Endpoints);
        world.Tally.Count("mischief", "another program calls");
        var admission = world.Desk.Admit(Request(endpoint));
        world.Time.After(admission.Delay, () =>
        {
            var reply = world.Desk.Complete(admission);
            world.Desk.Close(reply);
            if (endpoint is VastEndpoint.Create && reply.Call is { TookEffect: true, InstanceId: { } id }) Keep(id);
        });
    }

    private void Keep(long id)
    {
        world.Tally.Count("mischief", "another Magister rents");
        world.Time.After(random.AnySeconds(100, 30_000), () => world.Market.Delete(id));
    }

    private VastRequest Request(VastEndpoint endpoint) => new(endpoint, Addresses.ApiKey)
    {
        Id = endpoint is VastEndpoint.Create ? Offer() : 30_000_001,
        Body = endpoint switch
        {
            VastEndpoint.Search => new JsonObject { ["limit"] = 1 },
            VastEndpoint.Create => new JsonObject { ["label"] = FleetSettings.Label, ["image"] = "image", ["disk"] = 16, ["onstart"] = Script() },
            _ => null,
        },
    };

    private long? Offer() => world.Market.Offers() is { IsEmpty: false } offers ? random.Pick(offers).OfferId : null;

    private string Script() =>
        Onstart.For(world.Plan.Fleet.Onstart with { MagisterAddress = random.Pick(Addresses.OtherMagisters) }, random.Next(1, 1000));
}
