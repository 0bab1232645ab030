using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Journal.Tests.Support;

/// <summary>
/// Builds every kind of fact by reflection, so that a new fact or a new field is covered without a change here.
/// </summary>
internal sealed class FilledFacts(Random random, bool leaveOptionalOut)
{
    public static readonly string[] OddTexts =
    [
        "", " ", "plain", "\"quotes\" and \\ and /", "a\nb\r\nc\td", "\0\u0001\u001f\u007f",
        "Grüße, 東京, привет", "🚀 and 👩‍👩‍👧", "\u2028\u2029\u0085\ufeff", "<script>&amp;'+", ",\"crc\":\"89abcdef\"}", "{\"seq\":1}",
        "\ufffe\uffff\ue000", "\U0010FFFF", new string('x', 4096),
    ];

    private static readonly double[] OddNumbers =
    [
        0, -0.0, 0.1, 1.0 / 3, double.MaxValue, double.Epsilon, -double.MaxValue, 1e21, 123456789.123456789, double.NaN,
        double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<Type> Kinds { get; } =
    [
        .. typeof(Fact).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public Fact Make(Type kind) => (Fact)MakeObject(kind);

    private object MakeObject(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(
            parameter.ParameterType, Nullability.Create(parameter).WriteState is NullabilityState.Nullable))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            property.SetValue(made, Value(property.PropertyType, Nullability.Create(property).WriteState is NullabilityState.Nullable));
        }

        return made;
    }

    private object? Value(Type type, bool optional)
    {
        if (optional && leaveOptionalOut) return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return OddTexts[random.Next(OddTexts.Length)];
        if (type == typeof(double)) return OddNumbers[random.Next(OddNumbers.Length)];
        if (type == typeof(long)) return random.NextInt64(long.MinValue, long.MaxValue);
        if (type == typeof(int)) return random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero);
        if (type == typeof(TimeSpan)) return new TimeSpan(random.NextInt64(TimeSpan.TicksPerDay));
        if (type == typeof(ImmutableArray<FailedRent>)) return Enumerable.Range(0, random.Next(3)).Select(_ => (FailedRent)MakeObject(typeof(FailedRent))).ToImmutableArray();
        if (type == typeof(ImmutableArray<MachineHistory>)) return Enumerable.Range(0, random.Next(3)).Select(_ => (MachineHistory)MakeObject(typeof(MachineHistory))).ToImmutableArray();
        if (type == typeof(decimal)) return random.NextInt64(1L << 50) / 10_000m;
        if (type == typeof(DateOnly)) return DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber));
        if (type == typeof(ImmutableSortedDictionary<long, double>))
        {
            return Enumerable.Range(0, random.Next(3)).ToImmutableSortedDictionary(number => number + random.NextInt64(1L << 40), _ => (double)Value(typeof(double), false)!);
        }

        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        return type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type)
            ? MakeObject(type)
            : throw new NotSupportedException($"Say here how a {type} is filled.");
    }
}
