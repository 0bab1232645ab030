using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>
/// When several rents in a row, on different machines, came to nothing, buying more does not help: one is tried at a time, at growing
/// intervals, until one works.
/// </summary>
internal static class BreakerRule
{
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>Why to try one at a time from now on; null if there is no reason to, or if that is so already.</summary>
    public static string? Opens(FleetState fleet, FleetSettings settings)
    {
        var failed = fleet.FailedRents;
        return settings.BreakerFailures > 0 && failed.OpenedAt is null && failed.Row.DistinctBy(rent => rent.MachineId).Count() >= settings.BreakerFailures
            ? Cause(failed.Row)
            : null;
    }

    /// <summary>Whether the breaker is enabled and open.</summary>
    public static bool IsOpen(FleetState fleet, FleetSettings settings) => settings.BreakerFailures > 0 && fleet.FailedRents.OpenedAt is not null;

    /// <summary>Whether a rent on that machine is among the failed ones while it is open.</summary>
    public static bool Covers(long machineId, FleetState fleet, FleetSettings settings) =>
        IsOpen(fleet, settings) && fleet.FailedRents.Row.Any(rent => rent.MachineId == machineId);

    /// <summary>Whether a rent or an instance may still prove that buying helps.</summary>
    public static bool IsTrialUnderWay(FleetState fleet) => !fleet.Rents.IsEmpty || fleet.Index.KeptUnproven > 0 || fleet.Index.Kept < fleet.Leases.Count;

    /// <summary>When the next one may be tried.</summary>
    public static DateTimeOffset NextTrialAt(FailedRents failed, FleetSettings settings) =>
        (failed.Row.IsEmpty ? failed.OpenedAt!.Value : failed.Row[^1].At) + Backoff.After(failed.FailedTrials, FirstPause, settings.BreakerLongestPause);

    /// <summary>The most likely cause: what all have in common.</summary>
    private static string Cause(ImmutableArray<FailedRent> row)
    {
        var kinds = row.Select(rent => rent.Kind).Distinct().ToArray();
        var words = row.Select(rent => rent.Words).OfType<string>().GroupBy(text => text, StringComparer.Ordinal).MaxBy(group => group.Count());
        var isShared = words is not null && words.Count() * 2 > row.Length;
        return kinds switch
        {
            [FailedRentKind.NobodyCalled] => "they ran, and nothing ever called from them: is this_magister_addr reachable from there, and does the image start a Contemplant?",
            [FailedRentKind.ContemplantDown] => $"their watches report that the Contemplant does not work{(words is null ? "" : $": {words.Key}")}",
            [FailedRentKind.NeverRan] when isShared => $"their containers do not start: {words!.Key}",
            [FailedRentKind.NeverRan] => "none of them ever ran: look at the offers, and at how long this image takes to load",
            _ when isShared => $"most of them say: {words!.Key}",
            _ => $"{row.Length} failed in {kinds.Length} different ways",
        };
    }
}
