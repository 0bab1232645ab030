using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Costs by what they have in common.</summary>
public static class CostGrouping
{
    /// <summary>The only pool there is.</summary>
    private const string Pool = "default";

    /// <summary>The name for instances that are no longer kept apart, and for unknown values.</summary>
    private const string Other = "other";

    /// <summary>The ways to group costs, each with the name of a row's group.</summary>
    public static readonly ImmutableSortedDictionary<string, Func<CostRow, string>> All = new Dictionary<string, Func<CostRow, string>>(StringComparer.Ordinal)
    {
        ["day"] = row => CostTime.Text(row.Day),
        ["instance"] = row => row.Several is null ? Id(row.InstanceId) : Other,
        ["machine"] = row => Id(row.MachineId),
        ["host"] = row => Id(row.HostId),
        ["gpu"] = row => row.Gpu ?? Other,
        ["pool"] = _ => Pool,
        ["outcome"] = row => OutcomeWord(row.Outcome),
        ["rent_type"] = row => row.IsBid is true ? Bidding.Interruptible : Bidding.OnDemand,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The rows from that day on.</summary>
    public static IEnumerable<CostRow> Since(this CostLedger costs, DateOnly since) =>
        costs.Sums.Values.Concat(costs.Rows.Values).Where(row => row.Day >= since);

    /// <summary>USD for instances that ended and never worked.</summary>
    public static double NeverWorkedUsd(this IEnumerable<CostRow> rows) => rows.Where(row => row.Outcome is LeaseOutcome.NeverWorked).Sum(row => row.Usd);

    /// <summary>Days in order; everything else most expensive first.</summary>
    public static ImmutableArray<CostGroup> Group(IEnumerable<CostRow> rows, string by)
    {
        var groups = rows.GroupBy(All[by], (key, those) => CostGroup.Sum(key, [.. those]), StringComparer.Ordinal);
        return [.. by == "day" ? groups.OrderBy(group => group.Key, StringComparer.Ordinal) : groups.OrderByDescending(group => group.Usd)];
    }

    private static string OutcomeWord(LeaseOutcome? outcome) => outcome switch
    {
        null => "alive",
        LeaseOutcome.Worked => "worked",
        LeaseOutcome.NeverWorked => "never_worked",
        LeaseOutcome.Dropped => "dropped",
        LeaseOutcome.Surplus => "surplus",
        LeaseOutcome.Drained => "drained",
        LeaseOutcome.Outbid => "outbid",
        _ => "released",
    };

    private static string Id(long? id) => id?.ToString() ?? Other;
}

/// <summary>The total cost of several rows.</summary>
/// <param name="Key">The value that they share.</param>
/// <param name="Usd">The billed amount if there is one, else the count.</param>
/// <param name="CountedUsd">By Magister's own count.</param>
/// <param name="BilledUsd">By Vast's bills; null if none of it is billed.</param>
/// <param name="Instances">How many instances.</param>
public sealed record CostGroup(string Key, double Usd, double CountedUsd, double? BilledUsd, int Instances)
{
    public static CostGroup Sum(string key, ImmutableArray<CostRow> rows) => new(
        key,
        rows.Sum(row => row.Usd),
        rows.Sum(row => row.CountedUsd),
        rows.Any(row => row.BilledUsd is not null) ? rows.Sum(row => row.BilledUsd ?? 0) : null,
        rows.Where(row => row.Several is null).Select(row => row.InstanceId).Distinct().Count() + rows.Sum(row => row.Several ?? 0));
}
