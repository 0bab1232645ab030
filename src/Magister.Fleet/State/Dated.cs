using System.Runtime.InteropServices;

namespace Magister.Fleet;

/// <summary>An id with a moment, in the order of the moments.</summary>
/// <param name="UtcTicks">The moment.</param>
/// <param name="Id">Of what happens then.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Dated(long UtcTicks, long Id) : IComparable<Dated>
{
    public Dated(DateTimeOffset at, long id)
        : this(at.UtcTicks, id)
    {
    }

    public DateTimeOffset At => new(UtcTicks, TimeSpan.Zero);

    public static bool operator <(Dated left, Dated right) => left.CompareTo(right) < 0;

    public static bool operator <=(Dated left, Dated right) => left.CompareTo(right) <= 0;

    public static bool operator >(Dated left, Dated right) => left.CompareTo(right) > 0;

    public static bool operator >=(Dated left, Dated right) => left.CompareTo(right) >= 0;

    public int CompareTo(Dated other) => UtcTicks != other.UtcTicks ? UtcTicks.CompareTo(other.UtcTicks) : Id.CompareTo(other.Id);
}
