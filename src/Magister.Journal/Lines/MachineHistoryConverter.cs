using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet;

namespace Magister.Journal.Lines;

/// <summary>
/// A machine's history as one list of numbers, in this order: machine, host, days since year 1, rents, worked, failed, lost, drops, hours of
/// boots, hours worked, USD, proofs, how many ran, hours until they ran. The last three, which older journals lack, are left out if
/// they are 0. Even ten thousand of them keep a journal small.
/// </summary>
internal sealed class MachineHistoryConverter : JsonConverter<MachineHistory>
{
    public override MachineHistory Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Row(options)) is [{ } id, var host, { } day, { } rents, { } worked, { } failed, { } lost, { } drops, { } boot, { } hours, { } usd, .. { Length: <= 3 } more]
            && day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? new MachineHistory((long)id, (long?)host, DateOnly.FromDayNumber((int)day), new MachineFigures
            {
                Rents = rents,
                Worked = worked,
                Failed = failed,
                Lost = lost,
                Drops = drops,
                BootHours = boot,
                Hours = hours,
                Usd = usd,
                Proofs = more is [{ } proofs, ..] ? proofs : 0,
                Ran = more is [_, { } ran, ..] ? ran : 0,
                LoadHours = more is [_, _, { } load] ? load : 0,
            })
            : throw new JsonException("It is no machine's history.");

    public override void Write(Utf8JsonWriter writer, MachineHistory value, JsonSerializerOptions options)
    {
        var figures = value.Figures;
        ImmutableArray<decimal?> later = figures is { Proofs: 0, Ran: 0 } ? [] : [Short(figures.Proofs), Short(figures.Ran), Short(figures.LoadHours)];
        ImmutableArray<decimal?> row =
        [
            value.MachineId, value.HostId, value.Day.DayNumber,
            Short(figures.Rents), Short(figures.Worked), Short(figures.Failed), Short(figures.Lost), Short(figures.Drops),
            Short(figures.BootHours), Short(figures.Hours), Short(figures.Usd), .. later,
        ];
        JsonSerializer.Serialize(writer, row, Row(options));
    }

    // A division drops trailing zeros.
    private static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;

    private static JsonTypeInfo<ImmutableArray<decimal?>> Row(JsonSerializerOptions options) => (JsonTypeInfo<ImmutableArray<decimal?>>)options.GetTypeInfo(typeof(ImmutableArray<decimal?>));
}
