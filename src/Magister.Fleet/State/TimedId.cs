using System.Runtime.InteropServices;

namespace Magister.Fleet;

/// <summary>An id with a moment, ordered by moment.</summary>
/// <param name="UtcTicks">The moment.</param>
/// <param name="Id">The id of what happens then.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimedId(long UtcTicks, long Id) : IComparable<TimedId>
{
    public TimedId(DateTimeOffset at, long id)
        : this(at.UtcTicks, id)
    {
    }

    public DateTimeOffset At => new(UtcTicks, TimeSpan.Zero);

    public static bool operator <(TimedId left, TimedId right) => left.CompareTo(right) < 0;

    public static bool operator <=(TimedId left, TimedId right) => left.CompareTo(right) <= 0;

    public static bool operator >(TimedId left, TimedId right) => left.CompareTo(right) > 0;

    public static bool operator >=(TimedId left, TimedId right) => left.CompareTo(right) >= 0;

    public int CompareTo(TimedId other) => UtcTicks != other.UtcTicks ? UtcTicks.CompareTo(other.UtcTicks) : Id.CompareTo(other.Id);
}
