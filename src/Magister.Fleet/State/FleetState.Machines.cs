using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

public sealed partial record FleetState
{
    /// <summary>How many machines and hosts may be judged by operators.</summary>
    public const int MaxJudgements = 1000;

    // Keeps a line far below the limit on its length.
    private const int MachinesALine = 500;

    /// <summary>How rents went, by machine.</summary>
    public MachineBook MachineBook { get; private init; } = MachineBook.Empty;

    /// <summary>Operators' judgements of machines and hosts.</summary>
    public ImmutableSortedDictionary<(bool IsHost, long Id), MachineJudgement> Judgements { get; private init; } =
        ImmutableSortedDictionary<(bool, long), MachineJudgement>.Empty;

    /// <summary>The judgement of that kind on an offer's host or machine; null if there is none.</summary>
    public MachineJudgement? JudgedAs(Judgement judgement, Offer offer) =>
        Word(isHost: true, offer.HostId) is { } host && host.Judgement == judgement ? host
        : Word(isHost: false, offer.MachineId) is { } machine && machine.Judgement == judgement ? machine
        : null;

    private MachineJudgement? Word(bool isHost, long? id) => id is { } known ? Judgements.GetValueOrDefault((isHost, known)) : null;

    private FleetState WithJudgement(MachineJudgement word) => this with
    {
        Judgements = word.Judgement is Judgement.Cleared ? Judgements.Remove((word.IsHost, word.Id)) : Judgements.SetItem((word.IsHost, word.Id), word),
    };

    private IEnumerable<Fact> MachineFacts() => MachineBook.Machines.Values.Chunk(MachinesALine)
        .Select((machines, index) => new MachineHistoriesKept([.. machines], index == 0 ? MachineBook.All : null))
        .Concat<Fact>(Judgements.Values.Select(word => new JudgementKept(word)));

    // Counts for the machine that was offered, whatever the contract is for by now.
    private FleetState Remember(Lease lease, MachineFigures more, DateTimeOffset at) => (lease.Terms?.MachineId ?? lease.Offer.MachineId) is { } machineId
        ? this with { MachineBook = MachineBook.Add(machineId, lease.Offer.HostId, more, CostTime.DayOf(at)) }
        : this;

    // An adopted instance says nothing about how rents go, but works like any other.
    private FleetState WithFault(Lease lease, DateTimeOffset at) => Remember(
        lease,
        new MachineFigures
        {
            Failed = lease is { IsProven: false, Terms: not null, Drop: null } ? 1 : 0,
            Lost = lease.IsProven ? 1 : 0,
            Drops = lease.Drop is null ? 0 : 1,
        },
        at);

    // A watch that begins to report takes back what a verify alone had said, until its Contemplant works.
    private FleetState WithWorked(Lease lease, int by)
    {
        var at = Moments.Later(lease.VerifiedAt!.Value, lease.Work?.Since ?? lease.VerifiedAt.Value);
        return Remember(lease, new MachineFigures { Worked = by, BootHours = by * Hours(lease.StartedAt, at) }, at);
    }

    private FleetState WithLoaded(Lease lease, DateTimeOffset ranBy) =>
        Remember(lease, new MachineFigures { Ran = 1, LoadHours = Hours(lease.StartedAt, ranBy) }, ranBy);

    private FleetState WithTime(Lease lease, DateTimeOffset until)
    {
        var cost = new MachineFigures
        {
            Hours = lease is { IsProven: true, IsFailing: false, VerifiedAt: { } verified } ? Hours(Moments.Later(lease.CostedFrom, verified), until) : 0,
            Usd = (decimal)lease.ChargedPerHour * Hours(lease.CostedFrom, until),
        };
        return cost == MachineFigures.None ? this : Remember(lease, cost, until);
    }

    private FleetState WithProofs(ProofsCounted counted, DateTimeOffset at)
    {
        if (!Leases.TryGetValue(counted.InstanceId, out var lease)) return this;
        var before = lease.Proofs?.Count ?? 0;
        var more = new MachineFigures { Proofs = counted.Proofs < before ? counted.Proofs : counted.Proofs - before };
        return ChangeLease(counted.InstanceId, was => was with { Proofs = new ProofCount(counted.Proofs, at) }).Remember(lease, more, at);
    }

    private static decimal Hours(DateTimeOffset from, DateTimeOffset until) => Math.Max(0, (until - from).Ticks) / (decimal)TimeSpan.TicksPerHour;
}

/// <summary>An operator's judgement of a machine or a host.</summary>
/// <param name="At">When it was given.</param>
public sealed record MachineJudgement(long Id, bool IsHost, Judgement Judgement, string? Reason, DateTimeOffset At);
