using System.Collections.Immutable;

namespace Magister.Fleet.Facts;

// Compaction writes the fleet as it is: one of these for each thing it holds, which fold back to the same fleet.

/// <summary>A lease, carried over by compaction.</summary>
public sealed record LeaseKept(Lease Lease) : Fact;

/// <summary>A rent without an answer, carried over by compaction.</summary>
public sealed record RentKept(PendingRent Rent) : Fact;

/// <summary>The memory of an ended lease, carried over by compaction.</summary>
public sealed record EndedKept(EndedLease Ended) : Fact;

/// <summary>A machine's record, carried over by compaction.</summary>
public sealed record MachineKept(MachineRecord Machine) : Fact;

/// <summary>Histories of machines, carried over by compaction.</summary>
/// <param name="All">The history of all together; in one of these facts only.</param>
public sealed record MachineHistoriesKept(ImmutableArray<MachineHistory> Machines, MachineHistory? All) : Fact
{
    public bool Equals(MachineHistoriesKept? other) => other is not null && Machines.SequenceEqual(other.Machines) && All == other.All;

    public override int GetHashCode() => HashCode.Combine(Machines.Length, All);
}

/// <summary>A verify for an offer that is not known yet, carried over by compaction.</summary>
public sealed record EarlyVerifyKept(long OfferId, DateTimeOffset At) : Fact;

/// <summary>A drop of a rent that was given up, carried over by compaction.</summary>
public sealed record EarlyDropKept(long OfferId, DropRequest Drop) : Fact;

/// <summary>How the journal began, carried over by compaction.</summary>
public sealed record BeginningKept(JournalBeginning Beginning) : Fact;

/// <summary>The account's credit, carried over by compaction.</summary>
public sealed record AccountKept(AccountSeen Account) : Fact;

/// <summary>An operator's orders, carried over by compaction.</summary>
public sealed record SteeringKept(Steering Steering) : Fact;
