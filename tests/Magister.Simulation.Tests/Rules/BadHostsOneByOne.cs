using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>Once two machines of a host have failed according to the facts, nothing is rented there while another one is being tried.</summary>
internal sealed class BadHostsOneByOne(World world) : Rule(world)
{
    private readonly Dictionary<long, Dictionary<long, (int Count, DateTimeOffset At)>> failures = [];
    private readonly Dictionary<long, long?> rents = [];
    private readonly Dictionary<long, long?> tried = [];
    private readonly Dictionary<long, (long? Host, long? Machine)> known = [];
    private readonly HashSet<long> ending = [];
    private readonly Forgiveness forgiveness = new(world);

    public override void LostDirectory()
    {
        failures.Clear();
        forgiveness.Forget();
        rents.Clear();
        tried.Clear();
        known.Clear();
        ending.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        foreach (var machine in forgiveness.Take()) Forgive(machine);
        switch (recorded.Fact)
        {
            case RentIntended rent: Look(rent, recorded.At); break;
            case RentRefused rent: rents.Remove(rent.OfferId); break;
            case RentNeverHappened rent: rents.Remove(rent.OfferId); break;
            case RentAccepted rent: Accept(rent); break;
            case Verified { InstanceId: { } instance }: tried.Remove(instance); break;
            case DropRequested { InstanceId: { } instance }: tried.Remove(instance); break;
            case DestroyIntended intended:
                if (ending.Add(intended.InstanceId) && IsItsMachines(intended.Cause)) Fail(intended.InstanceId, recorded.At);
                tried.Remove(intended.InstanceId);
                break;
            case ConfirmedGone gone:
                if (!ending.Remove(gone.InstanceId)) Fail(gone.InstanceId, recorded.At);
                tried.Remove(gone.InstanceId);
                break;
            case Destroyed destroyed: ending.Remove(destroyed.InstanceId); break;
            case Released released: tried.Remove(released.InstanceId); break;
            default: break;
        }
    }

    private void Look(RentIntended rent, DateTimeOffset at)
    {
        var host = rent.Offer.HostId;
        if (host is { } id && failures.TryGetValue(id, out var machines) && machines.Values.Count(failed => at - failed.At <= FleetState.MachineMemory) >= 2)
        {
            Demand(
                !rents.ContainsValue(id) && !tried.ContainsValue(id),
                $"offer {rent.Offer.Id} of host {id} is rented, {machines.Count} of whose machines failed, while another one there is being tried");
        }

        rents[rent.Offer.Id] = host;
        known[rent.Offer.Id] = (host, rent.Offer.MachineId);
    }

    // An instance verified before its rent was answered is no longer tried: the offer's early verify exempts it.
    private void Accept(RentAccepted rent)
    {
        if (!rents.Remove(rent.OfferId, out var host)) return;
        if (World.Lives.Current?.State.Leases.GetValueOrDefault(rent.InstanceId) is { VerifiedAt: null, ShouldDrop: false }) tried[rent.InstanceId] = host;
        known[rent.InstanceId] = known[rent.OfferId];
    }

    private void Fail(long instanceId, DateTimeOffset at)
    {
        if (!known.TryGetValue(instanceId, out var where) || where is not ({ } host, { } machine)) return;
        if (!failures.TryGetValue(host, out var machines)) failures[host] = machines = [];
        machines[machine] = (machines.GetValueOrDefault(machine).Count + 1, at);
    }

    private void Forgive(long machine)
    {
        foreach (var machines in failures.Values)
        {
            if (!machines.TryGetValue(machine, out var failed)) continue;
            if (failed.Count > 1) machines[machine] = failed with { Count = failed.Count - 1 };
            else machines.Remove(machine);
        }
    }
}
