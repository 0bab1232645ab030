using System.Collections.Immutable;
using Magister.Benchmarks.Measurements;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Reporting;
using Magister.Benchmarks.Rows;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks;

/// <summary><c>make bench</c>: the published program beside its references, or beside another commit's.</summary>
internal static class Bench
{
    /// <returns>0 if every limit is met, or if two programs were compared; 1 otherwise.</returns>
    public static async Task<int> RunAsync(BenchSettings settings)
    {
        var program = Environment.GetEnvironmentVariable(MagisterProcess.ProgramVariable)
            ?? throw new InvalidOperationException($"{MagisterProcess.ProgramVariable} is to name the program; make bench does so");
        var surroundings = await Surroundings.LookAsync(program);
        var now = new Subject(surroundings.Commit, program);
        return settings.Base is { } before ? await CompareAsync(before, now, settings, surroundings) : await MeasureAsync(now, settings, surroundings);
    }

    private static async Task<int> MeasureAsync(Subject now, BenchSettings settings, Surroundings surroundings)
    {
        var rows = new List<Row>();
        var report = new BenchReport(surroundings, rows);
        await foreach (var (plan, readings, stolen) in RowsAsync([now], settings))
        {
            rows.Add(Row.Of(plan, readings[0]) with { StolenPart = stolen });
            Console.WriteLine($"{plan.What}: {rows[^1].Note ?? $"{Words.Number(rows[^1].Runs?.Median)} {plan.Unit}"}");
            await ReportFiles.WriteAsync("bench", report.Markdown, report.Json);
        }

        Console.WriteLine($"\n{report.Markdown}");
        return report.IsMet && rows.Count > 0 ? 0 : 1;
    }

    private static async Task<int> CompareAsync(Subject before, Subject now, BenchSettings settings, Surroundings surroundings)
    {
        var rows = new List<Comparison>();
        var report = new CompareReport(surroundings, before.Name, rows);
        await foreach (var (plan, readings, stolen) in RowsAsync([before, now], settings))
        {
            // Rows that differ only in their reference are the same row without it.
            if (readings.All(told => told.Count == 0)) continue;
            rows.Add(new Comparison(Row.Of(plan, readings[0]), Row.Of(plan, readings[1]) with { StolenPart = stolen }));
            Console.WriteLine($"{plan.What}: now {Words.Number(rows[^1].Ratios?.Median)} of the base, {Words.Of(rows[^1].Verdict)}");
            await ReportFiles.WriteAsync("compare", report.Markdown, report.Json);
        }

        Console.WriteLine($"\n{report.Markdown}");
        return 0;
    }

    private static async IAsyncEnumerable<(RowPlan Plan, ImmutableArray<ImmutableList<Reading>> Readings, double StolenPart)> RowsAsync(
        ImmutableArray<Subject> subjects, BenchSettings settings)
    {
        foreach (var measurement in AllMeasurements.Listed)
        {
            ImmutableArray<RowPlan> wanted = [.. measurement.Rows.Where(row => settings.Wants(row.What))];
            if (wanted.IsEmpty) continue;
            var host = new HostWatch();
            var told = await Turns.MeasureAsync(measurement, subjects, settings);
            host.Look();
            foreach (var plan in wanted)
            {
                yield return (plan, [.. told.Select(readings => readings.Where(reading => string.Equals(reading.What, plan.What, StringComparison.Ordinal)).ToImmutableList())], host.Stolen.Part());
            }
        }
    }
}
