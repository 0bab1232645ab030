using System.Collections.Immutable;
using System.Globalization;

namespace Magister.Fleet.Planning;

/// <summary>
/// When more than half of those that report are in the same trouble, it is hardly theirs: silence of most means that Magister cannot be
/// reached, idleness of most that Hierophant is away. Then nothing is destroyed for it, until the others have shown for a whole period that it
/// is not so; from then on those that stay in trouble are replaced one at a time.
/// </summary>
internal static class FleetTrouble
{
    /// <summary>A smaller number is no mass: the workers of a small fleet can fail together by accident.</summary>
    private const int LeastReporters = 3;

    public static bool IsOfNetwork(LeaseIndex index) => IsOfMost(index.Silent, index);

    public static bool IsOfHierophant(LeaseIndex index) => IsOfMost(index.Idle, index);

    /// <summary>Until when nothing is destroyed because Magister itself may not be reachable.</summary>
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

    /// <summary>The fleet has its number, and all of it was verified: the next one may be replaced.</summary>
    public static bool MayReplaceOne(FleetState fleet, FleetSettings settings) =>
        fleet.Rents.IsEmpty && fleet.Index.Kept == fleet.Leases.Count && fleet.Index.Kept == fleet.Index.KeptVerified && fleet.Occupied >= fleet.NumberWanted(settings);

    public static string Describe(LeaseIndex index) => IsOfNetwork(index)
        ? Text($"{index.Silent.Count} of {Reporting(index)} reporting instances are silent: is this_magister_addr reachable?")
        : Text($"{index.Idle.Count} of {Reporting(index)} instances report that their Contemplant does not work: is Hierophant running?");

    /// <summary>Whether so many of this many are in trouble that it is hardly their own.</summary>
    public static bool IsMost(int troubled, int all) => all >= LeastReporters && troubled * 2 > all;

    private static bool IsOfMost(ImmutableSortedSet<TimedId> troubled, LeaseIndex index) => IsMost(troubled.Count, Reporting(index));

    private static DateTimeOffset? First(ImmutableSortedSet<TimedId> timed) => timed.IsEmpty ? null : timed.Min.At;

    private static int Reporting(LeaseIndex index) => index.Working.Count + index.Idle.Count + index.Silent.Count;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whether most of the fleet is in one trouble, and until when that speaks for the single instance.</summary>
/// <param name="Until">Null for as long as the facts stay what they are.</param>
internal readonly record struct Doubt(bool IsOfMost, DateTimeOffset? Until)
{
    public static readonly Doubt None = new(false, DateTimeOffset.MinValue);

    public static readonly Doubt Endless = new(true, null);

    public bool HoldsAt(DateTimeOffset now) => IsOfMost && !(now >= Until);
}
