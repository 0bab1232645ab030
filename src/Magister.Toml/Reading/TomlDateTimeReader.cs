using System.Globalization;

namespace Magister.Toml;

/// <summary>Reads the four kinds of dates and times.</summary>
internal sealed class TomlDateTimeReader(TomlScanner scanner)
{
    private const int YearDigits = 4;
    private const int FieldDigits = 2;

    /// <summary>Whether a date or a time begins here: four digits and a dash, or two and a colon.</summary>
    public bool IsNext => HasDigits(YearDigits, '-') || HasDigits(FieldDigits, ':');

    public TomlValue Read()
    {
        var position = scanner.Position;
        if (HasDigits(FieldDigits, ':'))
            return Finish(new TomlLocalTime(ReadTime(), position), "time");
        var date = ReadDate();
        if (!TakeDateTimeSeparator())
            return Finish(new TomlLocalDate(date, position), "date");
        var time = ReadTime();
        return ReadOffset() is { } offset
            ? Finish(new TomlOffsetDateTime(date, time, offset, position), "date-time")
            : Finish(new TomlLocalDateTime(date, time, position), "date-time");
    }

    private DateOnly ReadDate()
    {
        var year = ReadField(YearDigits, "year", 1, 9999);
        Expect('-', "month");
        var month = ReadField(FieldDigits, "month", 1, 12);
        Expect('-', "day");
        var day = ReadField(FieldDigits, "day", 1, DateTime.DaysInMonth(year, month));
        return new DateOnly(year, month, day);
    }

    private TomlTime ReadTime()
    {
        var hour = ReadField(FieldDigits, "hour", 0, 23);
        Expect(':', "minute");
        var minute = ReadField(FieldDigits, "minute", 0, 59);
        Expect(':', "second");
        var second = ReadField(FieldDigits, "second", 0, 60);
        return new TomlTime(hour, minute, second, scanner.Take('.') ? ReadFraction() : "");
    }

    private string ReadFraction()
    {
        var start = scanner.Offset;
        while (scanner.Current is >= '0' and <= '9')
            scanner.Advance();
        return scanner.Offset > start ? scanner.Since(start) : throw scanner.Unexpected("a digit after '.'");
    }

    private TimeSpan? ReadOffset()
    {
        if (scanner.Take('Z') || scanner.Take('z'))
            return TimeSpan.Zero;
        var isNegative = scanner.Current == '-';
        if (!scanner.Take('+') && !scanner.Take('-'))
            return null;
        var hours = ReadField(FieldDigits, "offset's hour", 0, 23);
        Expect(':', "offset's minute");
        var minutes = ReadField(FieldDigits, "offset's minute", 0, 59);
        var offset = new TimeSpan(hours, minutes, 0);
        return isNegative ? -offset : offset;
    }

    // A space parts a date from its time only if a time follows; otherwise it parts the date from, say, a comment.
    private bool TakeDateTimeSeparator() =>
        scanner.Take('T') || scanner.Take('t') || (scanner.Peek(1) is >= '0' and <= '9' && scanner.Take(' '));

    private int ReadField(int digits, string name, int min, int max)
    {
        var position = scanner.Position;
        var start = scanner.Offset;
        while (scanner.Offset - start < digits)
        {
            if (scanner.Current is not (>= '0' and <= '9'))
                throw scanner.Unexpected($"{digits} digits for the {name}");
            scanner.Advance();
        }

        var value = int.Parse(scanner.Since(start), CultureInfo.InvariantCulture);
        if (value >= min && value <= max)
            return value;
        throw new TomlException(position, $"expected the {name} from {Show(min)} to {Show(max)}, found {Show(value)}");

        string Show(int number) => number.ToString($"D{digits}", CultureInfo.InvariantCulture);
    }

    private void Expect(char separator, string next)
    {
        if (!scanner.Take(separator))
            throw scanner.Unexpected($"'{separator}' before the {next}");
    }

    private TomlValue Finish(TomlValue value, string name)
    {
        if (scanner.Current is '.' or '+' or ':' || (!scanner.AtEnd && TomlKeyReader.IsBare((char)scanner.Current)))
            throw scanner.Unexpected($"the end of the {name}");
        return value;
    }

    private bool HasDigits(int count, char then)
    {
        for (var i = 0; i < count; i++)
        {
            if (scanner.Peek(i) is not (>= '0' and <= '9'))
                return false;
        }

        return scanner.Peek(count) == then;
    }
}
