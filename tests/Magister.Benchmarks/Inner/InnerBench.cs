using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Magister.Benchmarks.Inner;

/// <summary>
/// <c>make bench-inner</c>: the parts by themselves, in this process. BenchmarkDotNet's own projects would not build with the props here.
/// </summary>
internal static class InnerBench
{
    /// <param name="only">A part of the names of the wanted benchmarks; empty for all.</param>
    /// <returns>0 if each of them gave a figure.</returns>
    public static int Run(string only)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub, JsonExporter.Brief)
            .AddFilter(new GlobFilter([$"*{only}*"]))
            .WithOption(ConfigOptions.JoinSummary, value: true)
            .WithArtifactsPath(Path.Combine("out", "bench", "inner"));
        var reports = BenchmarkRunner.Run(typeof(InnerBench).Assembly, config).SelectMany(summary => summary.Reports).ToArray();
        return reports.Length > 0 && reports.All(report => report.Success) ? 0 : 1;
    }
}
