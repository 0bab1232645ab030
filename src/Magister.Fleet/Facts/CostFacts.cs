using System.Collections.Immutable;

namespace Magister.Fleet.Facts;

/// <summary>Vast's bill for a past day was read: its charges for our instances replace the counts.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Charges">USD for each of them.</param>
public sealed record BillRead(DateOnly Day, ImmutableSortedDictionary<long, double> Charges) : Fact
{
    public bool Equals(BillRead? other) => other is not null && Day == other.Day && Charges.SequenceEqual(other.Charges);

    public override int GetHashCode() => HashCode.Combine(Day, Charges.Count);
}

/// <summary>The budgets at which the fleet is drained have changed.</summary>
/// <param name="PerDay">USD; null for none.</param>
/// <param name="PerMonth">The same for a month.</param>
public sealed record DrainBudgetsSet(double? PerDay, double? PerMonth) : Fact;

/// <summary>The budgets that drain the fleet, carried over by compaction.</summary>
public sealed record DrainBudgetsKept(DrainBudgets Budgets) : Fact;

/// <summary>The cost of an instance on a day, carried over by compaction.</summary>
public sealed record CostKept(CostRow Row) : Fact;

/// <summary>The fact that a day's bill was read, carried over by compaction.</summary>
public sealed record BillKept(DateOnly Day) : Fact;
