using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Simulation.Tests.Truth;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Rules;

/// <summary>
/// No rent on a machine within its cooldown after a recorded failure or being outbid; each failure in a row doubles it, up to a day. One that is
/// long ago is forgotten.
/// </summary>
internal sealed class CooldownKept(World world) : Rule(world)
{
    private readonly Dictionary<long, (int Strikes, DateTimeOffset At)> machines = [];
    private readonly HashSet<long> ending = [];
    private readonly Forgiveness forgiveness = new(world);

    public override void LostDirectory()
    {
        forgiveness.Forget();
        machines.Clear();
        ending.Clear();
    }

    public override void Recorded(Recorded recorded)
    {
        foreach (var machine in forgiveness.Take()) Forgive(machine);
        switch (recorded.Fact)
        {
            case DestroyIntended intended:
                if (!ending.Add(intended.InstanceId)) break;
                if (IsItsMachines(intended.Cause)) Strike(intended.InstanceId, recorded.At);
                if (intended.Cause is DestroyCause.Outbid) Strike(intended.InstanceId, recorded.At, strikes: 0);
                break;
            case ConfirmedGone gone:
                if (!ending.Remove(gone.InstanceId)) Strike(gone.InstanceId, recorded.At);
                break;
            case Destroyed destroyed: ending.Remove(destroyed.InstanceId); break;
            case Released released: ending.Remove(released.InstanceId); break;
            case RentIntended rent: Look(rent, recorded.At); break;
            default: break;
        }
    }

    private void Forgive(long machine)
    {
        if (!machines.TryGetValue(machine, out var record)) return;
        if (record.Strikes > 1) machines[machine] = record with { Strikes = record.Strikes - 1 };
        else machines.Remove(machine);
    }

    private void Strike(long instanceId, DateTimeOffset at, int strikes = 1)
    {
        if (World.Books.Find(instanceId) is not { } book) return;
        var machine = book.Truth.Machine.Id;
        var (before, last) = machines.GetValueOrDefault(machine);
        machines[machine] = ((at - last <= FleetState.MachineMemory ? before : 0) + strikes, at);
    }

    private void Look(RentIntended rent, DateTimeOffset at)
    {
        if (rent.Offer.MachineId is not { } machine || !machines.TryGetValue(machine, out var record) || forgiveness.MayBeTried(machine)) return;
        var cooldown = World.Plan.Fleet.MachineCooldown * Math.Pow(2, Math.Clamp(record.Strikes - 1, 0, 20));
        if (cooldown > TimeSpan.FromDays(1)) cooldown = TimeSpan.FromDays(1);
        Demand(at >= record.At + cooldown, $"offer {rent.Offer.Id} on machine {machine} is rented {(at - record.At).TotalSeconds:0.0} s after failure {record.Strikes}, within {cooldown.TotalSeconds:0} s");
    }
}
