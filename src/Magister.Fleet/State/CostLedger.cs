using System.Collections.Immutable;

namespace Magister.Fleet;

/// <summary>
/// What everything cost, by day (UTC) and instance, as far as it is settled: what a living instance has cost since is computed from its
/// lease on request. Bounded and immutable.
/// </summary>
public sealed record CostLedger
{
    /// <summary>How many days are kept.</summary>
    public const int MaxDays = 400;

    /// <summary>The most rows that keep instances apart, or three per living one if more; the oldest are merged by outcome and rent type.</summary>
    public const int MaxRows = 2000;

    // Living instances keep at least their last days, so that bills find a row.
    private const int RowsOfEach = 3;

    /// <summary>How many days back bills are requested.</summary>
    public const int BillableDays = 7;

    // More than there are outcomes.
    private const int BidsApart = 100;

    private const double MaxUsd = 1e12;

    public static readonly CostLedger Empty = new();

    /// <summary>The cost of each instance, in the order of the days.</summary>
    public ImmutableSortedDictionary<(DateOnly Day, long InstanceId), CostRow> Rows { get; private init; } =
        ImmutableSortedDictionary<(DateOnly, long), CostRow>.Empty;

    /// <summary>The total cost of instances too old to be kept apart, by the number below 0 that encodes their outcome and type of rent.</summary>
    public ImmutableSortedDictionary<(DateOnly Day, long Outcome), CostRow> Sums { get; private init; } =
        ImmutableSortedDictionary<(DateOnly, long), CostRow>.Empty;

    /// <summary>USD of each day. Decimal, so that it does not depend on the order in which it was added up.</summary>
    public ImmutableSortedDictionary<DateOnly, decimal> Days { get; private init; } = ImmutableSortedDictionary<DateOnly, decimal>.Empty;

    /// <summary>The days whose bills were taken.</summary>
    public ImmutableSortedSet<DateOnly> Billed { get; private init; } = [];

    /// <summary>Adds the cost of a span of a lease's life to its days.</summary>
    /// <param name="alive">How many instances the fleet has.</param>
    internal CostLedger Add(Lease lease, DateTimeOffset from, DateTimeOffset until, int alive)
    {
        var ledger = this;
        foreach (var (day, hours) in CostTime.Days(from, until))
        {
            var row = ledger.Rows.GetValueOrDefault((day, lease.InstanceId)) ?? new CostRow { Day = day, InstanceId = lease.InstanceId };
            ledger = ledger.With(row with
            {
                MachineId = lease.Offer.MachineId,
                HostId = lease.Offer.HostId,
                Gpu = lease.Offer.GpuName,
                IsBid = lease.Offer.IsBid is true ? true : null,
                CountedUsd = row.CountedUsd + (lease.ChargedPerHour * hours),
            });
        }

        return ledger.Bounded(Math.Max(MaxRows, RowsOfEach * alive));
    }

    /// <summary>Records for all days of an instance how its rent ended.</summary>
    internal CostLedger Close(Lease lease, LeaseOutcome outcome, DateTimeOffset at)
    {
        var ledger = this;
        foreach (var (day, _) in CostTime.Days(lease.StartedAt, at))
        {
            if (!ledger.Rows.TryGetValue((day, lease.InstanceId), out var row)) continue;
            ledger = ledger.With(row with { Outcome = outcome, WasGivenAway = outcome is LeaseOutcome.Released && day == CostTime.DayOf(at) ? true : row.WasGivenAway });
        }

        return ledger;
    }

    /// <summary>The part of a bill that is ours: instances with a row on that day, or an adjacent one where clocks disagree about midnight.</summary>
    internal IEnumerable<KeyValuePair<long, double>> OursOf(DateOnly day, IEnumerable<KeyValuePair<long, double>> charges) =>
        charges.Where(charge => RowFor(day, charge.Key) is not null);

    /// <summary>Takes a day's bill. Instances that it does not name keep the count.</summary>
    internal CostLedger Bill(DateOnly day, IEnumerable<KeyValuePair<long, double>> charges)
    {
        var ledger = this;
        foreach (var (instanceId, usd) in charges)
        {
            if (RowFor(day, instanceId) is { } row) ledger = ledger.With(row with { BilledUsd = usd });
        }

        return ledger.WithBilled(day);
    }

    // The row that a bill of that day is for; null if the instance is not ours, or was not for all of that day.
    private CostRow? RowFor(DateOnly day, long instanceId)
    {
        var ofDay = Rows.GetValueOrDefault((day, instanceId));
        var row = ofDay ?? Rows.GetValueOrDefault((day.AddDays(-1), instanceId)) ?? Rows.GetValueOrDefault((day.AddDays(1), instanceId));
        return row is not { WasGivenAway: not true } ? null : ofDay ?? row with { Day = day, CountedUsd = 0, BilledUsd = null };
    }

    internal CostLedger WithBilled(DateOnly day)
    {
        var days = Billed.Add(day);
        return this with { Billed = days.Count > BillableDays ? days.Remove(days.Min) : days };
    }

    /// <summary>Replaces the row of that day and instance.</summary>
    internal CostLedger With(CostRow row)
    {
        var rows = row.Several is null ? Rows : Sums;
        var was = Money(rows.GetValueOrDefault((row.Day, row.InstanceId))?.Usd ?? 0);
        var changed = rows.SetItem((row.Day, row.InstanceId), row);
        return this with
        {
            Rows = row.Several is null ? changed : Rows,
            Sums = row.Several is null ? Sums : changed,
            Days = Days.SetItem(row.Day, Days.GetValueOrDefault(row.Day) + Money(row.Usd) - was),
        };
    }

    // A nonsensical amount counts as nothing rather than spoil the day's sum.
    private static decimal Money(double usd) => Math.Abs(usd) < MaxUsd ? (decimal)usd : 0;

    private CostLedger Bounded(int most)
    {
        var ledger = this;
        while (ledger.Days.Count > MaxDays) ledger = ledger.Without(ledger.Days.Keys.First());
        while (ledger.Rows.Count > most) ledger = ledger.Merge(ledger.Rows.Values.First());
        return ledger;
    }

    private CostLedger Without(DateOnly day) => this with
    {
        Days = Days.Remove(day),
        Rows = Rows.RemoveRange(Rows.Keys.TakeWhile(key => key.Day <= day)),
        Sums = Sums.RemoveRange(Sums.Keys.TakeWhile(key => key.Day <= day)),
    };

    private CostLedger Merge(CostRow row)
    {
        var outcome = row.Outcome ?? LeaseOutcome.Worked;
        var id = -1 - (long)outcome - (row.IsBid is true ? BidsApart : 0);
        var sum = Sums.GetValueOrDefault((row.Day, id)) ?? new CostRow { Day = row.Day, InstanceId = id, Outcome = outcome, IsBid = row.IsBid, Several = 0 };
        var merged = With(sum with { CountedUsd = sum.CountedUsd + row.Usd, Several = sum.Several + 1 });
        return merged with { Rows = Rows.Remove((row.Day, row.InstanceId)), Days = Days };
    }
}
