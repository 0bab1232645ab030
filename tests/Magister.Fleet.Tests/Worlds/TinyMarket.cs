using System.Collections.Immutable;
using Magister.Fleet.Market;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Worlds;

/// <summary>The truth about one account: what is rented, by whom, and what each list and search shows of it.</summary>
internal sealed class TinyMarket
{
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(10);

    private readonly Dictionary<long, ListedInstance> instances = [];
    private readonly Dictionary<long, (ListedInstance Row, DateTimeOffset At)> destroyed = [];
    private readonly Dictionary<long, DateTimeOffset> created = [];
    private readonly Dictionary<long, long> offerOf = [];
    private readonly long[] offerOnMachine;
    private long lastInstance = 5000;
    private long lastOffer;

    public TinyMarket(int machines)
    {
        offerOnMachine = [.. Enumerable.Range(0, machines).Select(_ => ++lastOffer)];
        AddForeign(Row(1, 1, "exited") with { Onstart = Script(1, "http://other.example:8555") });
        AddForeign(Row(2, 2) with { Label = null });
        AddForeign(Row(3, 3, "stopped") with { Label = "theirs" });
        AddForeign(Row(4, 4) with { Onstart = "train" });
    }

    /// <summary>Instances that are this Magister's by the contract: its label and its drop endpoint.</summary>
    public IEnumerable<long> Ours => instances.Values.Where(IsOurs).Select(row => row.Id);

    public IEnumerable<long> Foreign => instances.Keys.Except(Ours);

    public bool IsAlive(long instance) => instances.ContainsKey(instance);

    public long OfferOf(long instance) => offerOf[instance];

    public ListedInstance? Show(long instance) => instances.GetValueOrDefault(instance);

    /// <summary>The new instance; null if the offer is taken.</summary>
    public long? Rent(RentOrder order, DateTimeOffset now)
    {
        var machine = Array.IndexOf(offerOnMachine, order.OfferId);
        if (machine < 0) return null;
        offerOnMachine[machine] = 0;
        var id = ++lastInstance;
        instances[id] = new ListedInstance
        {
            Id = id,
            Label = order.Label,
            Onstart = order.Onstart,
            StartDate = now,
            Hardware = Offer(0, machine),
        };
        created[id] = now;
        offerOf[id] = order.OfferId;
        return id;
    }

    /// <summary>Whether it was there. Its machine is on offer again, sometimes under the same id.</summary>
    public bool Destroy(long instance, DateTimeOffset now, bool sameOffer)
    {
        if (!instances.Remove(instance, out var row)) return false;
        destroyed[instance] = (row, now);
        if (offerOf.TryGetValue(instance, out var offer)) offerOnMachine[row.Hardware.MachineId!.Value] = sameOffer ? offer : ++lastOffer;
        return true;
    }

    public void Change(long instance, Func<ListedInstance, ListedInstance> change)
    {
        if (instances.TryGetValue(instance, out var row)) instances[instance] = change(row);
    }

    /// <summary>Complete, but late: new instances may be missing, and ended ones may still be there.</summary>
    public InstanceListing List(DateTimeOffset now, TimeSpan lag) => new([.. instances.Values
        .Where(row => row.Label is FleetSettings.Label && now - created.GetValueOrDefault(row.Id) >= lag)
        .Concat(destroyed.Values.Where(gone => gone.Row.Label is FleetSettings.Label && now - gone.At < lag).Select(gone => gone.Row))]);

    public ImmutableArray<Offer> Search(Random random) =>
    [
        .. Enumerable.Range(0, offerOnMachine.Length).Where(machine => offerOnMachine[machine] != 0)
            .Select(machine => Offer(offerOnMachine[machine], machine, price: random.Next(8) == 0 ? null : 0.1 + random.NextDouble() * 0.5))
            .OrderBy(_ => random.Next()),
    ];

    private void AddForeign(ListedInstance row) => instances[row.Id] = row;

    private static bool IsOurs(ListedInstance row) =>
        row.Label is FleetSettings.Label && Onstart.OfferIdOf(row.Onstart, Address) is not null;
}
