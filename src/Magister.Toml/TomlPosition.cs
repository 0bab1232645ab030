using System.Globalization;
using System.Runtime.InteropServices;

namespace Magister.Toml;

/// <summary>A place in a TOML text.</summary>
/// <param name="Line">The line, counted from 1. A line ends at a line feed.</param>
/// <param name="Column">
/// The column, counted from 1 in Unicode code points: a tab and an emoji count one each. A byte order mark is not counted.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlPosition(int Line, int Column) : IComparable<TomlPosition>
{
    /// <summary>The place of the first character.</summary>
    public static TomlPosition Start { get; } = new(1, 1);

    /// <summary>Orders places as they follow each other in the text.</summary>
    public int CompareTo(TomlPosition other) => (Line, Column).CompareTo((other.Line, other.Column));

    public static bool operator <(TomlPosition left, TomlPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(TomlPosition left, TomlPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(TomlPosition left, TomlPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TomlPosition left, TomlPosition right) => left.CompareTo(right) >= 0;

    /// <summary>Gives the place as messages name it: <c>line 3, column 9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
}
