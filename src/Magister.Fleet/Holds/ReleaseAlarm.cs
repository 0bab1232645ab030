namespace Magister.Fleet.Holds;

/// <summary>
/// Each instance that is given away because of its label is replaced. If several are, one after another, Vast may be losing labels, and
/// renting would go on without end.
/// </summary>
internal static class ReleaseAlarm
{
    private const int Several = 3;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <summary>Set if that many were given away lately.</summary>
    public static Hold? At(FleetState fleet, DateTimeOffset now)
    {
        EndedLease[] released =
            [.. fleet.Ended.NewestFirst.TakeWhile(ended => ended.At > now - Within).Where(ended => ended.End is LeaseEnd.Released).Take(Several)];
        return released.Length < Several
            ? null
            : new Hold.ManyReleased($"{Several} instances or more lost their label within {Within.TotalMinutes:0} minutes", released[^1].At + Within);
    }
}
