using System.Runtime.InteropServices;
using Magister.Fleet;

namespace Magister.History;

/// <summary>The fleet at the end of a minute.</summary>
/// <param name="Minute">The minute, counted from 1970 (UTC).</param>
/// <param name="Wanted">How many instances were wanted.</param>
/// <param name="Alive">Instances that were not about to be dropped.</param>
/// <param name="Verified">Those of them that were verified.</param>
/// <param name="Working">Those of them that worked, as far as anyone could tell.</param>
/// <param name="Renting">Rents under way or uncertain.</param>
/// <param name="CostPerHour">USD, for all instances; a price that Vast did not show counts as 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FleetMinute(int Minute, int Wanted, int Alive, int Verified, int Working, int Renting, double CostPerHour)
{
    public static FleetMinute Create(FleetView view, DateTimeOffset at) => new(
        MinuteOf(at), view.NumberInstances, view.State.Index.Kept, view.State.Index.KeptVerified, view.State.NumberWorking, view.State.Rents.Count,
        view.State.CostPerHour);

    /// <summary>The minute that ended last.</summary>
    public static int MinuteOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 60);

    /// <summary>When a minute ended.</summary>
    public static DateTimeOffset End(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);
}
