using BenchmarkDotNet.Attributes;
using Magister.Benchmarks.Measurements;
using Magister.Fleet;
using Magister.Journal;

namespace Magister.Benchmarks.Inner;

/// <summary>A fleet from its journal: a third of the facts each a rent with its offer, its answer and its verify.</summary>
public class ReplayBenchmarks
{
    private const int FactsALease = 3;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-bench-");

    /// <summary>Gets or sets how many facts there are in the journal, but for one or two.</summary>
    [Params(10_000, 100_000)]
    public int Facts { get; set; }

    [GlobalSetup]
    public void Write() => JournalOfLeases.Write(directory.FullName, Facts / FactsALease);

    [GlobalCleanup]
    public void Remove() => directory.Delete(recursive: true);

    [Benchmark]
    public FleetState Replay() => ((JournalReading.Done)JournalReader.Read(directory.FullName)).State;
}
