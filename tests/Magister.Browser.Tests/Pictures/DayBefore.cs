using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.History;
using Magister.Journal;
using Magister.Ordinary;
using Magister.Simulator;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Browser.Tests.Pictures;

/// <summary>
/// Writes a journal and a history of one day, and puts the instances alive at its end on the account, so that the chart shows something.
/// </summary>
/// <param name="number">How many instances are kept.</param>
/// <param name="now">The end of the day.</param>
internal sealed class DayBefore(World world, int number, DateTimeOffset now)
{
    private static readonly string[] Reasons = ["no heartbeat for 90 s", "proof took too long", "out of memory on the GPU"];

    private readonly Random chance = new(11);
    private readonly Queue<OfferRecord> offers = new(world.Vast.Market.Offers().Where(offer => offer.Price < 1.2 && offer.Geolocation?.Length > 4));
    private readonly List<(DateTimeOffset At, Fact Fact)> facts = [];
    private long lastInstance = 29_000_000;

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        facts.Add((now.AddHours(-25), new Started(number)));
        for (var slot = 0; slot < number; slot++) Live(slot);
        var recorded = facts.OrderBy(fact => fact.At).Select((fact, index) => new Recorded(index + 1, fact.At, fact.Fact)).ToArray();
        if (FactJournal.Open(world.StateDirectory) is not JournalOpening.Opened opened) throw new InvalidOperationException("The journal does not open.");
        using var journal = opened.Journal;
        journal.Append(recorded);
        WriteHistory(recorded);
    }

    private void WriteHistory(Recorded[] recorded)
    {
        var (file, fleet, told) = (new HistoryFile(world.StateDirectory), FleetState.Empty, 0);
        for (var at = recorded[0].At; at < now; at += TimeSpan.FromMinutes(1))
        {
            for (; told < recorded.Length && recorded[told].At <= at; told++) fleet = fleet.Apply(recorded[told]);
            file.Write(FleetMinute.Create(new FleetView(fleet, number, OrdinaryFleet.Settings(number), []), at));
        }
    }

    // One instance after another in the same slot of the fleet. At one hour of the day many are lost together.
    private void Live(int slot)
    {
        var at = now.AddHours(-24.5).AddSeconds(slot * 30);
        var storm = now.AddHours(-8).AddMinutes(slot);
        while (true)
        {
            var offer = offers.Dequeue();
            var end = at.AddHours(1.5 + (chance.NextDouble() * 14));
            if (slot % 2 == 0 && at < storm && end > storm) end = storm;
            if (slot == 1 && end > now.AddHours(-2)) end = now.AddMinutes(-4);
            if (end > now.AddMinutes(-3))
            {
                Keep(offer, at);
                return;
            }

            End(offer, at, end);
            if (slot == 1 && end > now.AddMinutes(-5))
            {
                Keep(offers.Dequeue(), end.AddSeconds(20));
                return;
            }

            at = end.AddMinutes(end == storm ? 12 + (slot * 3) : 0.5 + chance.NextDouble());
        }
    }

    private void End(OfferRecord offer, DateTimeOffset at, DateTimeOffset end)
    {
        var instance = ++lastInstance;
        var reason = Reasons[chance.Next(Reasons.Length)];
        Rent(offer, instance, at, offer.MachineId, offer.HostId, offer.Geolocation, offer.GpuName, offer.NumGpus, offer.Price);
        facts.Add((end, new DropRequested(offer.OfferId, instance, reason)));
        facts.Add((end.AddSeconds(1), new DestroyIntended(instance, DestroyCause.Dropped, $"dropped: {reason}")));
        facts.Add((end.AddSeconds(3), new Destroyed(instance, WasGoneAlready: false)));
    }

    private void Keep(OfferRecord offer, DateTimeOffset at)
    {
        var tenant = new SimulatedTenant
        {
            Label = "magister",
            Onstart = $"export MAGISTER_DROP_ENDPOINT={world.Address}/drop/{offer.OfferId}\n",
            Age = now - at,
        };
        var kept = world.Vast.Market.Alive(world.Vast.AddTenants(tenant)[0])[0];
        Rent(offer, kept.InstanceId, at, kept.MachineId, kept.HostId, offer.Geolocation, kept.GpuName, 1, kept.PricePerHour);
    }

    private void Rent(
        OfferRecord offer, long instance, DateTimeOffset at, long machine, long host, string? place, string gpu, int gpus, double price)
    {
        var rented = new Offer
        {
            Id = offer.OfferId,
            MachineId = machine,
            HostId = host,
            Geolocation = place,
            GpuName = gpu,
            NumGpus = gpus,
            DphTotal = price,
        };
        facts.Add((at, new RentIntended(rented)));
        facts.Add((at.AddSeconds(2), new RentAccepted(offer.OfferId, instance, FoundInList: false)));
        facts.Add((at.AddSeconds(40 + chance.Next(90)), new Verified(offer.OfferId, instance)));
        facts.Add((at.AddSeconds(131), new StatusChanged(instance, "running", null)));
    }
}
