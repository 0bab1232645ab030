using System.Collections.Immutable;
using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>
/// Everything Magister knows about its instances: the fold of all facts and nothing else. Immutable; a snapshot is a reference.
/// </summary>
public sealed partial record FleetState
{
    /// <summary>How long, and how many, ended leases are remembered.</summary>
    public static readonly TimeSpan EndedMemory = TimeSpan.FromHours(24);

    public const int MaxEnded = 1000;

    /// <summary>A machine is forgiven once nothing has been held against it for this long: a day after the longest cooldown.</summary>
    public static readonly TimeSpan MachineMemory = TimeSpan.FromHours(48);

    /// <summary>How many machines may have something held against them, and how many characters the reason of each may have.</summary>
    public const int MaxMachines = 1000;

    public const int MaxMachineReason = 90;

    /// <summary>How long, and how many, verifies of unknown offers are remembered.</summary>
    public static readonly TimeSpan EarlyVerifyMemory = TimeSpan.FromHours(1);

    public const int MaxEarlyVerifies = 1000;

    /// <summary>How long, and how many, drops of rents that were given up are remembered.</summary>
    public static readonly TimeSpan EarlyDropMemory = TimeSpan.FromHours(24);

    public const int MaxEarlyDrops = 1000;

    public static readonly FleetState Empty = new();

    /// <summary>The living instances by instance id, those being destroyed included.</summary>
    public ImmutableSortedDictionary<long, Lease> Leases { get; private init; } = ImmutableSortedDictionary<long, Lease>.Empty;

    /// <summary>The index over all <see cref="Leases"/>.</summary>
    public LeaseIndex Index { get; private init; } = LeaseIndex.Empty;

    /// <summary>Rents without an answer by offer id, under way or uncertain.</summary>
    public ImmutableSortedDictionary<long, PendingRent> Rents { get; private init; } = ImmutableSortedDictionary<long, PendingRent>.Empty;

    /// <summary>Ended leases of the last day by instance id; only the newest if there are too many.</summary>
    public RecentDictionary<EndedLease> Ended { get; private init; } = new(ended => ended.At);

    /// <summary>Machines with something held against them; only those with the newest strikes if there are too many.</summary>
    public RecentDictionary<MachineRecord> Machines { get; private init; } = new(machine => machine.LastStrikeAt);

    /// <summary>Verifies for offers about which nothing is known yet, such as before the first look at Vast.</summary>
    public RecentDictionary<DateTimeOffset> EarlyVerifies { get; private init; } = new(at => at);

    /// <summary>Accepted drops of rents that were given up before any instance of them was seen, by offer id.</summary>
    public RecentDictionary<DropRequest> EarlyDrops { get; private init; } = new(drop => drop.At);

    public JournalBeginning Beginning { get; private init; } = new(false, null);

    /// <summary>Null if the account's standing was never recorded.</summary>
    public AccountSeen? Account { get; private init; }

    public Steering Steering { get; private init; } = Steering.None;

    public FailedRents FailedRents { get; private init; } = FailedRents.None;

    private ImmutableDictionary<long, ImmutableArray<long>> InstancesByOffer { get; init; } =
        ImmutableDictionary<long, ImmutableArray<long>>.Empty;

    public long LastSequence { get; private init; }

    public DateTimeOffset LastAt { get; private init; }

    /// <summary>How many instances cost money because of us, or may: what is alive, under way or uncertain.</summary>
    public int Occupied => Leases.Count + Rents.Count;

    /// <summary>How many instances work, as far as anyone can tell.</summary>
    public int NumberWorking => Leases.Values.Count(lease => lease.Works);

    /// <summary>USD per hour for every instance, including those about to be destroyed; an unknown price counts as 0.</summary>
    // A sum that has returned to zero can be minus zero.
    public double CostPerHour => (double)Index.CostPerHour + 0.0;

    /// <summary>How many to keep: the operator's number, limited by <c>max_instances</c>, else the configuration's.</summary>
    public int NumberWanted(FleetSettings settings) =>
        Steering.Scaled is { NumberInstances: var number } ? Math.Min(number, settings.MaxInstances ?? number) : settings.NumberInstances;

    /// <summary>The living instance that a caller means by an offer id; the newest if there are several.</summary>
    public Lease? LivingOf(long offerId) =>
        InstancesByOffer.TryGetValue(offerId, out var instances) ? Leases[instances[^1]] : null;

    /// <summary>Whether an offer has a living instance.</summary>
    internal bool IsRented(long offerId) => InstancesByOffer.ContainsKey(offerId);

    /// <summary>Whether anything is under way on a host not yet known to work: a rent, or an instance without a verify.</summary>
    public bool IsOnTrial(long hostId) => Rents.Values.Any(rent => rent.Offer.HostId == hostId) || Index.IsOnTrial(hostId);

    /// <summary>How many machines of a host have something held against them.</summary>
    public int FailedMachinesOf(long hostId, DateTimeOffset now) =>
        Machines.Values.Count(machine => machine.HostId == hostId && machine.Strikes > 0 && now - machine.LastStrikeAt <= MachineMemory);

    /// <summary>The most recent dropped instance of an offer that has ended.</summary>
    public EndedLease? DroppedOf(long offerId) =>
        Ended.Values.Where(ended => ended.OfferId == offerId && ended.WasDropped).MaxBy(ended => ended.At);

    /// <summary>The facts that fold back to this very state; written by compaction.</summary>
    public IEnumerable<Fact> ToFacts() =>
        Machines.Values.Select(Fact (machine) => new MachineKept(machine))
            .Concat(MachineFacts())
            .Concat(Ended.Values.Select(ended => new EndedKept(ended)))
            .Concat(EarlyVerifies.Select(early => new EarlyVerifyKept(early.Key, early.Value)))
            .Concat(EarlyDrops.Select(early => new EarlyDropKept(early.Key, early.Value)))
            .Concat(Account is { } account ? [new AccountKept(account)] : Enumerable.Empty<Fact>())
            .Append(new BeginningKept(Beginning))
            .Concat(Steering == Steering.None ? Enumerable.Empty<Fact>() : [new SteeringKept(Steering)])
            .Concat(Costs.Sums.Values.Concat(Costs.Rows.Values).Select(row => new CostKept(row)))
            .Concat(Costs.Billed.Select(day => new BillKept(day)))
            .Concat(DrainBudgets == DrainBudgets.None ? Enumerable.Empty<Fact>() : [new DrainBudgetsKept(DrainBudgets)])
            .Concat(Rents.Values.Select(rent => new RentKept(rent)))
            .Concat(Leases.Values.Select(lease => new LeaseKept(lease)))
            .Concat(FailedRents.Row.IsEmpty ? Enumerable.Empty<Fact>() : [new FailedRentsKept(FailedRents)]);
}
