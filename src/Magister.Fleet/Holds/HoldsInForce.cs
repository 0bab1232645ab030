using System.Collections.Immutable;
using Magister.Fleet.Planning;

namespace Magister.Fleet.Holds;

/// <summary>Finds every reason not to rent.</summary>
internal static class HoldsInForce
{
    private static readonly TimeSpan LongestUnknownCredit = TimeSpan.FromMinutes(5);

    /// <param name="refused">The pause after Vast refused a rent.</param>
    /// <param name="isShort">Something would be rented.</param>
    public static ImmutableArray<Hold> Find(
        FleetState fleet, FleetSettings settings, Sightings sightings, Hold? refused, CreditLook credit, bool isShort, DateTimeOffset now)
    {
        if (sightings.LookedAt is null) return [new Hold.FirstLook(sightings.ListFailure) { IsFelt = isShort }, .. Operator(fleet, settings)];
        Hold? lost = isShort && sightings.CertainAfterLostJournalAt(fleet) is not null ? new Hold.LostJournal() : null;
        Hold? wrong = isShort && ContractRule.Pause(fleet, now) is var (count, until) ? new Hold.WrongContracts(count, until) : null;
        Hold? released = isShort ? ReleaseAlarm.At(fleet, now) : null;
        return [.. new[] { lost, Alarm(fleet, settings, now), isShort ? Breaker(fleet, settings, now) : null, released, isShort ? refused : null, wrong, isShort ? Credit(fleet, settings, credit, now) : null }.OfType<Hold>(), .. Operator(fleet, settings)];
    }

    private static Hold.Alarm? Alarm(FleetState fleet, FleetSettings settings, DateTimeOffset now) =>
        AbsenceRule.IsSuspicious(fleet) ? new(AbsenceRule.Suspicion(fleet), "answers that agree")
        : CreditRule.IsUsedUp(fleet) ? new(CreditRule.Describe(fleet), "credit on the account")
        : UnlabelledRule.IsAlarm(fleet) ? new(UnlabelledRule.Alarm(fleet), "labels that stick")
        : MassFailureRule.Applies(fleet) ? new(MassFailureRule.Describe(fleet), "instances that run again or are replaced")
        : Trouble(fleet, settings, now);

    // Once the others have been well, those still in trouble are replaced, and for that something must be rented.
    private static Hold.Alarm? Trouble(FleetState fleet, FleetSettings settings, DateTimeOffset now) =>
        FleetTrouble.NetworkDoubt(fleet, settings).HoldsAt(now) || FleetTrouble.HierophantDoubt(fleet, settings).HoldsAt(now)
            ? new(FleetTrouble.Describe(fleet.Index), "instances that report that they work")
            : null;

    // If Vast does not answer, that must not keep a fleet short forever.
    private static Hold.Credit? Credit(FleetState fleet, FleetSettings settings, CreditLook look, DateTimeOffset now)
    {
        if (settings.CreditFloor is not { } floor) return null;
        if (look.LeftAt(fleet, now) is { } left)
        {
            return left < floor ? new($"the account has {left:0.00} USD left, below credit_floor ({floor:0.##})", null) : null;
        }

        var by = (look.At ?? now) + LongestUnknownCredit;
        return now < by ? new("what credit the account has left is not known yet", by) : null;
    }

    private static Hold.Breaker? Breaker(FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (!BreakerRule.IsOpen(fleet, settings)) return null;
        var failed = fleet.FailedRents;
        if (BreakerRule.IsTrialUnderWay(fleet)) return new Hold.Breaker(failed.Row.Length, failed.Cause!, null);
        var next = BreakerRule.NextTrialAt(failed, settings);
        return now < next ? new Hold.Breaker(failed.Row.Length, failed.Cause!, next) : null;
    }

    private static IEnumerable<Hold> Operator(FleetState fleet, FleetSettings settings) => fleet.Steering.Mode switch
    {
        SteeringMode.Draining => [new Hold.Operator("drains the fleet")],
        SteeringMode.Paused when fleet.Occupied < fleet.NumberWanted(settings) => [new Hold.Operator("paused renting")],
        _ => [],
    };
}
