using System.Globalization;

namespace Magister.Toml;

/// <summary>Reads integers and floats.</summary>
internal sealed class TomlNumberReader(TomlScanner scanner)
{
    public TomlValue Read()
    {
        var position = scanner.Position;
        if (scanner.Current == '0' && scanner.Peek(1) is 'x' or 'o' or 'b')
            return ReadPrefixed(position);
        var start = scanner.Offset;
        var isNegative = scanner.Current == '-';
        if (!scanner.Take('+'))
            scanner.Take('-');
        if (scanner.Current is 'i' or 'n')
            return ReadSpecial(position, isNegative);
        SkipWholePart();
        var hasFraction = SkipFraction();
        var hasExponent = SkipExponent();
        RejectTail();
        var digits = scanner.Since(start).Replace("_", "", StringComparison.Ordinal);
        return hasFraction || hasExponent ? ToFloat(digits, position) : ToInteger(digits, position);
    }

    private TomlInteger ReadPrefixed(TomlPosition position)
    {
        scanner.Advance();
        var (bitsPerDigit, name) = scanner.Current switch
        {
            'x' => (4, "a hexadecimal digit"),
            'o' => (3, "an octal digit"),
            _ => (1, "a binary digit"),
        };
        scanner.Advance();
        var start = scanner.Offset;
        SkipDigits(character => DigitValue(character) < 1 << bitsPerDigit, name);
        RejectTail();
        var value = 0L;
        foreach (var digit in scanner.Since(start).Where(character => character != '_'))
        {
            if (value > long.MaxValue >> bitsPerDigit)
                throw TooLarge(position);
            value = (value << bitsPerDigit) | (uint)DigitValue(digit);
        }

        return new TomlInteger(value, position);
    }

    private TomlFloat ReadSpecial(TomlPosition position, bool isNegative)
    {
        var isInfinity = scanner.Current == 'i';
        foreach (var letter in isInfinity ? "inf" : "nan")
        {
            if (!scanner.Take(letter))
                throw scanner.Unexpected(isInfinity ? "'inf'" : "'nan'");
        }

        RejectTail();
        var infinity = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        return new TomlFloat(isInfinity ? infinity : double.NaN, position);
    }

    private void SkipWholePart()
    {
        if (!scanner.Take('0'))
            SkipDigits(char.IsAsciiDigit, "a digit");
        else if (scanner.Current is (>= '0' and <= '9') or '_')
            throw scanner.Unexpected("no further digit after a leading zero");
    }

    private bool SkipFraction()
    {
        if (!scanner.Take('.'))
            return false;
        SkipDigits(char.IsAsciiDigit, "a digit after '.'");
        return true;
    }

    private bool SkipExponent()
    {
        if (!scanner.Take('e') && !scanner.Take('E'))
            return false;
        if (!scanner.Take('+'))
            scanner.Take('-');
        SkipDigits(char.IsAsciiDigit, "a digit of the exponent");
        return true;
    }

    private void SkipDigits(Func<char, bool> isDigit, string name)
    {
        var expected = name;
        do
        {
            if (scanner.AtEnd || !isDigit((char)scanner.Current))
                throw scanner.Unexpected(expected);
            while (!scanner.AtEnd && isDigit((char)scanner.Current))
                scanner.Advance();
            expected = "a digit after '_'";
        }
        while (scanner.Take('_'));
    }

    private void RejectTail()
    {
        if (scanner.Current is '.' or '+' or ':' || (!scanner.AtEnd && TomlKeyReader.IsBare((char)scanner.Current)))
            throw scanner.Unexpected("the end of the number");
    }

    private static TomlInteger ToInteger(string digits, TomlPosition position) =>
        long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new TomlInteger(value, position)
            : throw TooLarge(position);

    private static TomlFloat ToFloat(string digits, TomlPosition position)
    {
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new TomlFloat(value, position)
            : throw new TomlException(position, "expected a float of at most 64 bits, found a larger one");
    }

    private static TomlException TooLarge(TomlPosition position) =>
        new(position, $"expected an integer from {long.MinValue} to {long.MaxValue}, found one outside");

    private static int DigitValue(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => int.MaxValue,
    };
}
