using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Tests.Events;

/// <summary>Records facts as the engine does: with consecutive numbers, one second apart.</summary>
internal sealed class Facts
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private FleetState state = FleetState.Empty;

    public static Offer Offer(long id) => new()
    {
        Id = id,
        MachineId = 1000 + id,
        HostId = 2000 + id,
        GpuName = "RTX 4090",
        NumGpus = 1,
        Geolocation = "Norway, NO",
        DphTotal = 0.25,
    };

    public Recorded Next(Fact fact)
    {
        var recorded = new Recorded(state.LastSequence + 1, Epoch.AddSeconds(state.LastSequence), fact);
        state = state.Apply(recorded);
        return recorded;
    }

    /// <summary>A rent of an offer as an instance, verified if requested.</summary>
    public Recorded[] Rented(long offer, long instance, bool verified = false)
    {
        Recorded[] rented = [Next(new RentIntended(Offer(offer))), Next(new RentAccepted(offer, instance, FoundInList: false))];
        return verified ? [.. rented, Next(new Verified(offer, instance))] : rented;
    }
}
