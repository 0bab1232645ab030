using System.Collections.Immutable;
using System.Globalization;

namespace Magister.Toml;

/// <summary>A value of a TOML document. The records in this library are all the kinds there are.</summary>
/// <param name="Position">Where the value begins.</param>
public abstract record TomlValue(TomlPosition Position)
{
    /// <summary>What messages call this kind of value, with its article.</summary>
    /// <remarks>Being private to this library, it also keeps the family closed.</remarks>
    private protected abstract string Kind { get; }

    internal string KindName => Kind;
}

/// <summary>A string of any of the four notations.</summary>
/// <param name="Value">The text, escapes resolved. Line ends inside are kept as they stand in the file.</param>
/// <param name="Position">Where the opening quote is.</param>
public sealed record TomlString(string Value, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "a string";
}

/// <summary>A whole number. One that needs more than 64 bits is an error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Position">Where its first digit or sign is.</param>
public sealed record TomlInteger(long Value, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "an integer";
}

/// <summary>A floating point number. Infinite only where <c>inf</c> is written: one too large for 64 bits is an error.</summary>
/// <param name="Value">The number; the sign of zero is kept, that of NaN is not.</param>
/// <param name="Position">Where its first digit or sign is.</param>
public sealed record TomlFloat(double Value, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "a float";
}

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Value">Which of them.</param>
/// <param name="Position">Where the word begins.</param>
public sealed record TomlBoolean(bool Value, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "a boolean";
}

/// <summary>An instant, given as a local date and time and their distance from UTC.</summary>
/// <remarks>
/// It is not a <see cref="DateTimeOffset"/>, because that refuses offsets past 14 hours and instants before the year 1 in UTC,
/// both of which TOML allows.
/// </remarks>
/// <param name="Date">The local date.</param>
/// <param name="Time">The local time.</param>
/// <param name="Offset">Local time minus UTC, within 23:59 either way.</param>
/// <param name="Position">Where the date begins.</param>
public sealed record TomlOffsetDateTime(DateOnly Date, TomlTime Time, TimeSpan Offset, TomlPosition Position) : TomlValue(Position)
{
    /// <summary>Gives the instant as RFC 3339 writes it, with <c>Z</c> for UTC.</summary>
    public string ToRfc3339() => Offset == TimeSpan.Zero
        ? $"{TomlLocalDate.Format(Date)}T{Time}Z"
        : string.Create(CultureInfo.InvariantCulture, $"{TomlLocalDate.Format(Date)}T{Time}{Sign}{Offset:hh\\:mm}");

    private protected override string Kind => "an offset date-time";

    private char Sign => Offset < TimeSpan.Zero ? '-' : '+';
}

/// <summary>A date and time of no particular zone.</summary>
/// <param name="Date">The date.</param>
/// <param name="Time">The time.</param>
/// <param name="Position">Where the date begins.</param>
public sealed record TomlLocalDateTime(DateOnly Date, TomlTime Time, TomlPosition Position) : TomlValue(Position)
{
    /// <summary>Gives the date and time as RFC 3339 writes them.</summary>
    public string ToRfc3339() => $"{TomlLocalDate.Format(Date)}T{Time}";

    private protected override string Kind => "a local date-time";
}

/// <summary>A date of no particular zone.</summary>
/// <param name="Value">The date, from the year 1 on: TOML's year 0000 is refused.</param>
/// <param name="Position">Where the date begins.</param>
public sealed record TomlLocalDate(DateOnly Value, TomlPosition Position) : TomlValue(Position)
{
    /// <summary>Gives the date as RFC 3339 writes it.</summary>
    public string ToRfc3339() => Format(Value);

    private protected override string Kind => "a local date";

    internal static string Format(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A time of day of no particular date.</summary>
/// <param name="Value">The time.</param>
/// <param name="Position">Where the time begins.</param>
public sealed record TomlLocalTime(TomlTime Value, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "a local time";
}

/// <summary>An array, or an array of tables.</summary>
/// <param name="Items">The items in the order of the file; they may differ in kind.</param>
/// <param name="Position">Where the opening bracket is; for an array of tables, that of its first header.</param>
public sealed record TomlArray(ImmutableArray<TomlValue> Items, TomlPosition Position) : TomlValue(Position)
{
    private protected override string Kind => "an array";
}
