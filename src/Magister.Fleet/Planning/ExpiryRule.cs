using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>
/// An instance whose contract is about to end is replaced before Vast stops it. One at a time: the next goes once the fleet is whole again, or
/// when as long as a boot may take has passed since the last one ended. If several end close together, the first go sooner, so that each has
/// its turn.
/// </summary>
internal static class ExpiryRule
{
    private const int MaxTurns = 64;

    public static IEnumerable<PlannedAction.Destroy> Propose(LeaseRules rules)
    {
        if (Next(rules) is not var (ending, due) || rules.Now < due || rules.Now < TurnAt(rules) || !MayBeReplaced(rules)) return [];
        if (rules.Of(ending.Id).Destroy is not null) return [];
        var left = ending.At - rules.Now;
        return [new PlannedAction.Destroy(ending.Id, DestroyCause.Expiring, $"its contract ends in {left.TotalSeconds:0} s")];
    }

    /// <summary>When one becomes due by time alone.</summary>
    public static DateTimeOffset? LookAgainAt(LeaseRules rules) =>
        Next(rules) is var (_, due) && Moments.Later(due, TurnAt(rules)) is var at && at > rules.Now ? at : null;

    /// <summary>The shortest term that is rented: anything shorter would have to go once verified, however many others end with it.</summary>
    public static TimeSpan MinTerm(FleetState fleet, FleetSettings settings) =>
        settings.ReplaceBeforeEnd + settings.VerificationTimeout + (Math.Min(fleet.NumberWanted(settings) - 1, Turns(settings)) * Turn(settings));

    // A contract that by Vast's word has ended already triggers nothing.
    private static (TimedId Ending, DateTimeOffset Due)? Next(LeaseRules rules)
    {
        var (before, turn) = (rules.Settings.ReplaceBeforeEnd, Turn(rules.Settings));
        if (before == TimeSpan.Zero) return null;
        (TimedId Ending, DateTimeOffset Due)? next = null;
        var turns = TimeSpan.Zero;
        foreach (var ending in LeaseRules.After(rules.Fleet.Index.Ending, rules.Now).Take(1 + Turns(rules.Settings)))
        {
            var due = ending.At - before - turns;
            next = next is var (first, at) ? (first, Moments.Earlier(at, due)) : (ending, due);
            turns += turn;
        }

        return next;
    }

    /// <summary>One turn after the last one that was replaced for this, unless the fleet is whole before.</summary>
    private static DateTimeOffset TurnAt(LeaseRules rules)
    {
        var turn = Turn(rules.Settings);
        var last = rules.Fleet.Ended.NewestFirst.TakeWhile(ended => rules.Now < ended.At + turn).FirstOrDefault(ended => ended.Cause is DestroyCause.Expiring);
        return last is null || FleetTrouble.MayReplaceOne(rules.Fleet, rules.Settings) ? DateTimeOffset.MinValue : last.At + turn;
    }

    /// <summary>How many turns sooner one may go for the sake of those that end with it: up to about twice the time.</summary>
    private static int Turns(FleetSettings settings) => (int)Math.Min(Math.Ceiling(settings.ReplaceBeforeEnd / Turn(settings)), MaxTurns);

    private static TimeSpan Turn(FleetSettings settings) =>
        settings.VerificationTimeout + (settings.ProvisioningTimeout ?? TimeSpan.Zero) + (settings.LoadingTimeout ?? TimeSpan.Zero);

    /// <summary>Every place is taken, none is being vacated for this reason, and what ends would be rented again.</summary>
    private static bool MayBeReplaced(LeaseRules rules)
    {
        var (fleet, index) = (rules.Fleet, rules.Fleet.Index);
        return fleet.Steering.Mode is SteeringMode.Running && !rules.IsCreditUsedUp && fleet.Occupied == fleet.NumberWanted(rules.Settings)
            && !index.Retries.ContainsKey(DestroyCause.Expiring)
            && !index.BeingDestroyed.Any(id => fleet.Leases[id].Destruction is { Cause: DestroyCause.Expiring });
    }
}
