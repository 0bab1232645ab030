using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>
/// Reads Vast's bill for each day that is over, so that counted costs are replaced by what was charged. Can be lost at a restart without
/// harm: the days whose bills were read are facts.
/// </summary>
internal sealed class BillDesk(StepBuilder step)
{
    /// <summary>How long after its day a bill is read at the earliest.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromMinutes(30);

    /// <summary>How long to wait before asking again for a bill that lacks instances or cannot be read.</summary>
    public static readonly TimeSpan AskedAgainAfter = TimeSpan.FromHours(1);

    /// <summary>How long after its day a bill is taken as it is.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(48);

    /// <summary>The same if the bill lacks only what may never appear in one: instances that cost less than <see cref="MinCharge"/>.</summary>
    public static readonly TimeSpan LongestWaitForLittle = TimeSpan.FromHours(12);

    /// <summary>USD. Anything less is rounded to nothing.</summary>
    private const double MinCharge = 0.001;

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;
    private bool isAsking;

    public void Decide(DateTimeOffset now)
    {
        if (isAsking || !step.IsDue(Due.At(notBefore, now))) return;
        if (NextDay(now) is { } day)
        {
            isAsking = true;
            step.Call(new EngineCall.Charges(day));
        }
        else
        {
            notBefore = CostTime.StartOf(LastDay(now).AddDays(2)) + Settles;
            step.WakeAt(notBefore);
        }
    }

    public void Ended(DateOnly day, Outcome<DayBill> outcome, DateTimeOffset now)
    {
        isAsking = false;
        notBefore = now + AskedAgainAfter;
        if (outcome is not Outcome<DayBill>.Done(var bill))
        {
            step.Notice(new Notice.CallFailed("charges", OutcomeText.Describe(outcome)));
            return;
        }

        var costs = step.State.CostsAt(now);
        CostRow[] lacking = [.. costs.Rows.Values.Where(row => row.Day == day && row.WasGivenAway is not true && !bill.Charges.ContainsKey(row.InstanceId))];
        var longest = lacking.Any(row => row.CountedUsd >= MinCharge) ? LongestWait : LongestWaitForLittle;
        if (lacking.Length > 0 && now < CostTime.StartOf(day.AddDays(1)) + longest)
        {
            step.Notice(new Notice.CallFailed("charges", $"the bill of {day:yyyy-MM-dd} lacks {lacking.Length} of our instances so far"));
            return;
        }

        step.Record(new BillRead(day, costs.OursOf(day, bill.Charges).ToImmutableSortedDictionary()), now);
        notBefore = now;
    }

    private static DateOnly LastDay(DateTimeOffset now) => CostTime.DayOf(now - Settles).AddDays(-1);

    // The earliest day that is over, has costs of ours, and whose bill has not been read.
    private DateOnly? NextDay(DateTimeOffset now)
    {
        var last = LastDay(now);
        var began = step.State.Leases.IsEmpty ? DateOnly.MaxValue : CostTime.DayOf(step.State.Leases.Values.Min(lease => lease.CostedFrom));
        for (var day = last.AddDays(1 - CostLedger.BillableDays); day <= last; day = day.AddDays(1))
        {
            if (!step.State.Costs.Billed.Contains(day) && (day >= began || step.State.Costs.Days.ContainsKey(day))) return day;
        }

        return null;
    }
}
