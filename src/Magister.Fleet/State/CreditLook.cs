namespace Magister.Fleet;

/// <summary>The account's credit as last reported by Vast. Kept in memory only: nothing is decided for good by it.</summary>
/// <param name="Credit">USD; null until Vast has reported it since the start.</param>
/// <param name="At">When it was reported; before the first report, since when it has been requested.</param>
/// <param name="AccountId">Whose credit it is; null if unknown.</param>
public sealed record CreditLook(double? Credit, DateTimeOffset? At, long? AccountId = null)
{
    public static readonly CreditLook None = new(null, null);

    /// <summary>USD left now, if only this fleet has spent since; null if unknown.</summary>
    public double? LeftAt(FleetState fleet, DateTimeOffset now) =>
        Credit is { } credit && At is { } at ? credit - (fleet.CostPerHour * Math.Max(0, (now - at).TotalHours)) : null;

    /// <summary>How many hours that lasts; null if unknown, or if nothing is spent.</summary>
    public double? HoursLeftAt(FleetState fleet, DateTimeOffset now) =>
        fleet.CostPerHour > 0 && LeftAt(fleet, now) is { } left ? Math.Max(0, left) / fleet.CostPerHour : null;
}
