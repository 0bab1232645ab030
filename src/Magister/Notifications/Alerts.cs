using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Holds;
using Magister.Fleet.Planning;
using Magister.Running.Sharing;

namespace Magister.Notifications;

/// <summary>Finds the problems of a fleet. Pure.</summary>
internal static class Alerts
{
    /// <summary>How many failures in a row on a machine cause a notification.</summary>
    public const int MinStrikes = 3;

    /// <summary>The hours that the credit must last, the most urgent first.</summary>
    private static readonly int[] HoursOfCredit = [6, 24];

    /// <summary>How long a destroy may fail.</summary>
    public static readonly TimeSpan DestroyGrace = TimeSpan.FromMinutes(5);

    /// <summary>How long something may be wrong with the whole fleet: a restart of Hierophant is over by then.</summary>
    public static readonly TimeSpan TroubleGrace = TimeSpan.FromMinutes(5);

    /// <summary>The minimum age of the last complete list, however short the polling interval: one lost answer is no problem.</summary>
    public static readonly TimeSpan LookGrace = TimeSpan.FromMinutes(1);

    /// <summary>How long the key may be refused: a single answer may be Vast's error.</summary>
    public static readonly TimeSpan KeyGrace = TimeSpan.FromMinutes(1);

    /// <summary>How long there may be no leader: a takeover is over by then.</summary>
    public static readonly TimeSpan LeaderGrace = TimeSpan.FromMinutes(1);

    /// <summary>The alerts of a follower: everything else is for the leader to report.</summary>
    /// <param name="trouble">Why the database cannot be read; null if it can.</param>
    public static IEnumerable<Alert> OfFollowing(Standing standing, string? trouble) => standing.Leader is not null && trouble is null
        ? []
        : [new Alert(AlertKind.NobodyLeads, 0, $"{trouble ?? "nobody leads this fleet"}; nothing is rented or destroyed", "somebody leads the fleet again", null, LeaderGrace)];

    public static IEnumerable<Alert> Find(FleetView view, NotificationSettings settings, DateTimeOffset now) =>
        [
            .. Short(view, settings),
            .. Troubled(view),
            .. Key(view),
            .. Silent(view, now),
            .. Credit(view, settings, now),
            .. view.State.Machines.Values.Where(machine => machine.Strikes >= MinStrikes && OfferRanking.CooldownEnd(machine, view.Settings) > now).Select(machine => Failing(machine, view.Settings)),
            .. view.State.Leases.Values.Where(lease => lease.Destruction is { FailedAt: not null }).Select(Failing),
        ];

    // A paused or draining fleet is as operators want it.
    private static IEnumerable<Alert> Short(FleetView view, NotificationSettings settings)
    {
        if (view.State.Steering.Mode is not SteeringMode.Running) yield break;
        var (alive, verified) = (view.State.Index.Kept, view.State.Index.KeptVerified);
        if (alive >= view.NumberInstances && verified > 0) yield break;
        var why = view.NotReadyReason ?? view.RentsHeldBackReason;
        yield return new Alert(
            AlertKind.FleetShort,
            0,
            $"the fleet is short: {alive} of {view.NumberInstances} instances are alive, {verified} of them verified{(why is null ? "" : $"; {why}")}",
            $"the fleet is complete again: {view.NumberInstances} instances",
            null,
            settings.ShortAfter);
    }

    // Used-up credit is a separate case.
    private static IEnumerable<Alert> Troubled(FleetView view)
    {
        if (view.State.FailedRents is { OpenedAt: { } openedAt, Row.Length: var failed, Cause: var cause })
        {
            var text = $"{failed} rents in a row failed, so one is tried at a time; most likely cause: {cause}";
            yield return new Alert(AlertKind.BreakerOpen, 0, text, "a rented instance works: the number is kept again", openedAt, TimeSpan.Zero);
        }

        if (!CreditRule.IsUsedUp(view.State) && view.Holds.OfType<Hold.Alarm>().FirstOrDefault() is { } alarm)
        {
            yield return new Alert(AlertKind.FleetTroubled, 0, alarm.Reason, "the fleet's trouble is over", null, TroubleGrace);
        }
    }

    private static IEnumerable<Alert> Key(FleetView view) => view.KeyRefusal is { } refusal
        ? [new Alert(AlertKind.KeyRefused, 0, $"Vast refuses the API key ({refusal}); nothing can be rented or destroyed", "Vast accepts the API key again", null, KeyGrace)]
        : [];

    private static IEnumerable<Alert> Silent(FleetView view, DateTimeOffset now) => view.Looks.Staleness(now, view.Settings.PollingInterval) is { } stale
        ? [new Alert(AlertKind.VastSilent, 0, $"{stale}; until the next one, Magister shows old data", "complete lists come from Vast again", view.Looks.LastAt, LookGrace)]
        : [];

    private static IEnumerable<Alert> Credit(FleetView view, NotificationSettings settings, DateTimeOffset now)
    {
        const string over = "the account has credit again";
        if (CreditRule.IsUsedUp(view.State)) return [new Alert(AlertKind.CreditLow, 0, CreditRule.Describe(view.State), over, null, TimeSpan.Zero)];
        var (left, hours) = (view.Credit.LeftAt(view.State, now), view.Credit.HoursLeftAt(view.State, now));
        var floor = left < view.Settings.CreditFloor ? $"the account has {left:0.00} USD left, below credit_floor ({view.Settings.CreditFloor:0.##}): nothing is rented" : null;
        var below = left < settings.CreditBelow ? $"the account's credit is low: {left:0.00} USD left" : null;
        return
        [
            .. new[] { floor ?? below }.OfType<string>().Select(words => new Alert(AlertKind.CreditLow, 0, words, over, null, TimeSpan.Zero)),
            .. HoursOfCredit.Where(least => hours < least).Take(1).Select(least => new Alert(
                AlertKind.CreditLow, least, $"the account's credit ends within {least} hours: {left:0.00} USD left, and the fleet costs {view.State.CostPerHour:0.00} an hour", over, null, TimeSpan.Zero)),
        ];
    }

    private static Alert Failing(MachineRecord machine, FleetSettings fleet) => new(
        AlertKind.MachineFailing,
        machine.MachineId,
        $"machine {machine.MachineId} failed {machine.Strikes} times in a row and is not rented until {OfferRanking.CooldownEnd(machine, fleet):yyyy-MM-dd HH:mm} UTC: {machine.Reason}",
        $"machine {machine.MachineId} may be rented again",
        machine.LastStrikeAt,
        TimeSpan.Zero);

    private static Alert Failing(Lease lease) => new(
        AlertKind.DestroyFailing,
        lease.InstanceId,
        $"instance {lease.InstanceId} cannot be destroyed and keeps costing money, after {lease.Destruction!.Attempts} tries: {lease.Destruction.Failure}",
        $"instance {lease.InstanceId} no longer costs anything",
        lease.Destruction.Since,
        DestroyGrace);
}
