using System.Collections.Immutable;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measuring;

/// <summary>Measures programs in turn: A B A B, so that whatever else the machine does affects both.</summary>
internal static class Turns
{
    /// <summary>The readings of each program; those of one turn have the same index.</summary>
    public static async Task<ImmutableArray<ImmutableArray<Reading>>> MeasureAsync(
        Measurement measurement, ImmutableArray<Subject> subjects, BenchSettings settings)
    {
        try
        {
            var runs = measurement.Runs ?? settings.Runs;
            return measurement.AtOnce ? await AtOnceAsync(measurement, subjects, settings, runs) : await InTurnAsync(measurement, subjects, settings, runs);
        }
        catch (Exception failure)
        {
            ImmutableArray<Reading> failed = [.. measurement.Rows.Select(row => Reading.Failed(row.What, failure.Message.Split('\n')[0]))];
            await Console.Error.WriteLineAsync(failure.ToString());
            return [.. subjects.Select(_ => failed)];
        }
    }

    private static async Task<ImmutableArray<ImmutableArray<Reading>>> InTurnAsync(
        Measurement measurement, ImmutableArray<Subject> subjects, BenchSettings settings, int runs)
    {
        var stages = new List<Stage>();
        try
        {
            foreach (var subject in subjects) stages.Add(await measurement.PrepareAsync(subject, settings));
            var readings = subjects.Select(_ => ImmutableArray.CreateBuilder<Reading>()).ToArray();
            for (var step = 0; step < stages[0].Steps.Length; step++)
            {
                for (var run = 0; run < runs; run++)
                {
                    for (var subject = 0; subject < stages.Count; subject++) readings[subject].AddRange(await stages[subject].Steps[step]());
                }
            }

            return [.. readings.Select(told => told.ToImmutable())];
        }
        finally
        {
            foreach (var stage in stages) await stage.DisposeAsync();
        }
    }

    private static async Task<ImmutableArray<ImmutableArray<Reading>>> AtOnceAsync(
        Measurement measurement, ImmutableArray<Subject> subjects, BenchSettings settings, int runs)
    {
        var all = await Task.WhenAll(subjects.Select(subject => Task.WhenAll(Enumerable.Range(0, runs).Select(_ => WholeAsync(subject)))));
        return [.. all.Select(readings => readings.SelectMany(told => told).ToImmutableArray())];

        async Task<IEnumerable<Reading>> WholeAsync(Subject subject)
        {
            await using var stage = await measurement.PrepareAsync(subject, settings);
            var readings = new List<Reading>();
            foreach (var step in stage.Steps) readings.AddRange(await step());
            return readings;
        }
    }
}
