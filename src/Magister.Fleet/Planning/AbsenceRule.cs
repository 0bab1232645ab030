namespace Magister.Fleet.Planning;

/// <summary>An instance that a list lacks is asked about by its id before it is given up.</summary>
public static class AbsenceRule
{
    /// <summary>
    /// Whether a list lacks more than half of what should be there. That many hosts do not fail at once: more likely the list is wrong, or
    /// another account's.
    /// </summary>
    public static bool IsSuspicious(FleetState fleet)
    {
        var (missing, kept) = Count(fleet);
        return missing * 2 > kept;
    }

    /// <summary>The same in words.</summary>
    public static string Suspicion(FleetState fleet)
    {
        var (missing, kept) = Count(fleet);
        return $"Vast's list lacks {missing} of {kept} instances at once; each is requested singly, and nothing is rented until the answers agree";
    }

    internal static IEnumerable<PlannedAction.AskFor> Propose(FleetState fleet) =>
        fleet.Index.Missing.Select(missing => new PlannedAction.AskFor(missing.Id, "a complete list does not have it"));

    // Instances that are to go anyway are not counted: they may well be gone.
    private static (int Missing, int Kept) Count(FleetState fleet) => (fleet.Index.KeptMissing, fleet.Index.Kept);
}
