using System.Collections.Immutable;

namespace Magister.Fleet.Planning;

/// <summary>
/// If more than half of those that report share the same trouble, it is hardly their own: silence of most means that Magister cannot be
/// reached, idleness of most that Hierophant is away. Nothing is destroyed for it then, until the others have been well for a whole period;
/// from then on those still in trouble are replaced one at a time.
/// </summary>
internal static class FleetTrouble
{
    /// <summary>With fewer it is no mass failure: the workers of a small fleet can fail together by accident.</summary>
    private const int MinReporters = 3;

    public static bool IsOfNetwork(LeaseIndex index) => IsOfMost(index.Silent, index);

    public static bool IsOfHierophant(LeaseIndex index) => IsOfMost(index.Idle, index);

    /// <summary>Until when nothing is destroyed because Magister itself may be unreachable.</summary>
    public static Doubt NetworkDoubt(FleetState fleet, FleetSettings settings)
    {
        var index = fleet.Index;
        return !IsOfNetwork(index) ? Doubt.None
            : Moments.Earlier(First(index.Working), First(index.Idle)) is not { } heardSince ? Doubt.Endless
            : new Doubt(true, Moments.Later(index.Silent.Max.At, heardSince) + settings.ContemplantSilence);
    }

    /// <summary>Until when nothing is destroyed because Hierophant may be away.</summary>
    public static Doubt HierophantDoubt(FleetState fleet, FleetSettings settings)
    {
        var index = fleet.Index;
        return !IsOfHierophant(index) ? Doubt.None
            : index.Working.IsEmpty ? Doubt.Endless
            : new Doubt(true, Moments.Later(index.Idle.Max.At, index.Working.Min.At) + settings.ContemplantDown);
    }

    /// <summary>Whether the fleet has its number and all of it is verified, so that one may be replaced.</summary>
    public static bool MayReplaceOne(FleetState fleet, FleetSettings settings) =>
        fleet.Rents.IsEmpty && fleet.Index.Kept == fleet.Leases.Count && fleet.Index.Kept == fleet.Index.KeptVerified && fleet.Occupied >= fleet.NumberWanted(settings);

    public static string Describe(LeaseIndex index) => IsOfNetwork(index)
        ? $"{index.Silent.Count} of {Reporting(index)} reporting instances are silent: is this_magister_addr reachable?"
        : $"{index.Idle.Count} of {Reporting(index)} instances report that their Contemplant does not work: is Hierophant running?";

    /// <summary>Whether so many of all are in trouble that it is hardly their own.</summary>
    public static bool IsMost(int troubled, int all) => all >= MinReporters && troubled * 2 > all;

    private static bool IsOfMost(ImmutableSortedSet<TimedId> troubled, LeaseIndex index) => IsMost(troubled.Count, Reporting(index));

    private static DateTimeOffset? First(ImmutableSortedSet<TimedId> timed) => timed.IsEmpty ? null : timed.Min.At;

    private static int Reporting(LeaseIndex index) => index.Working.Count + index.Idle.Count + index.Silent.Count;
}

/// <summary>Whether most of the fleet shares one trouble, and until when that excuses a single instance.</summary>
/// <param name="Until">Null as long as the facts stay the same.</param>
internal readonly record struct Doubt(bool IsOfMost, DateTimeOffset? Until)
{
    public static readonly Doubt None = new(false, DateTimeOffset.MinValue);

    public static readonly Doubt Endless = new(true, null);

    public bool HoldsAt(DateTimeOffset now) => IsOfMost && !(now >= Until);
}
