namespace Magister.Fleet.Planning;

/// <summary>
/// When most of the workers leave <c>running</c> at once, either Vast is wrong or the cause is one that no new instance would help against:
/// for a while none is destroyed for it.
/// </summary>
internal static class MassFailureRule
{
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(15);

    /// <summary>With fewer it is no mass failure: the workers of a small fleet can fail together by accident.</summary>
    private const int MinNumber = 3;

    public static bool Applies(FleetState fleet) =>
        fleet.Index.KeptFailed >= MinNumber && fleet.Index.KeptFailed * 2 > fleet.Index.KeptVerified;

    public static string Describe(FleetState fleet) => $"{fleet.Index.KeptFailed} of {fleet.Index.KeptVerified} verified instances left running at once; none is destroyed for it within {Doubt.TotalMinutes:0} minutes";

    /// <summary>Until when nothing is destroyed for a status held since that moment; null if there is no such doubt.</summary>
    public static DateTimeOffset? DoubtedUntil(DateTimeOffset since, LeaseRules rules) => rules.IsMassFailure ? since + Doubt : null;
}
