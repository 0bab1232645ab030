namespace Magister.Fleet;

/// <summary>What the account had left when Vast last told. Memory of a run: nothing of it is decided for good.</summary>
/// <param name="Credit">USD; null as long as Vast has not told since the start.</param>
/// <param name="At">When it was told; while it never was, since when it is asked for.</param>
/// <param name="AccountId">Whose credit it is; null if that is not known.</param>
public sealed record CreditLook(double? Credit, DateTimeOffset? At, long? AccountId = null)
{
    public static readonly CreditLook None = new(null, null);

    /// <summary>USD that are left now, if only this fleet has spent since; null if it is not known.</summary>
    public double? LeftAt(FleetState fleet, DateTimeOffset now) =>
        Credit is { } credit && At is { } at ? credit - (fleet.CostPerHour * Math.Max(0, (now - at).TotalHours)) : null;

    /// <summary>For how many hours that lasts; null if it is not known, or nothing is spent.</summary>
    public double? HoursLeftAt(FleetState fleet, DateTimeOffset now) =>
        fleet.CostPerHour > 0 && LeftAt(fleet, now) is { } left ? Math.Max(0, left) / fleet.CostPerHour : null;
}
