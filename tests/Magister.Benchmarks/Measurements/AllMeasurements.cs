using System.Collections.Immutable;
using Magister.Benchmarks.Measuring;

namespace Magister.Benchmarks.Measurements;

/// <summary>Everything that is measured, in the order of the table.</summary>
internal static class AllMeasurements
{
    public static ImmutableArray<Measurement> Listed =>
    [
        Rates.WithTen, Rates.WithThousand, SlowVast.Measurement, CallersUnderLoad.Measurement, Drops.Measurement, PacedRents.Measurement,
        Starts.TenToRent, Starts.ThousandToRent, Starts.ThousandInJournal,
        Memory.OfTen, Memory.OfThousand, IdleCpu.Measurement, EventReaders.Measurement,
    ];
}
