using BenchmarkDotNet.Attributes;
using Magister.Benchmarks.Measurements;
using Magister.Fleet;
using Magister.Journal;

namespace Magister.Benchmarks.Inner;

/// <summary>Replays a fleet from its journal: one third of the facts each are rents with their offers, their answers and verifies.</summary>
public class ReplayBenchmarks
{
    private const int FactsALease = 3;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-bench-");

    /// <summary>Gets or sets how many facts are in the journal, give or take one or two.</summary>
    [Params(10_000, 100_000)]
    public int Facts { get; set; }

    [GlobalSetup]
    public void Write() => JournalOfLeases.Write(directory.FullName, Facts / FactsALease);

    [GlobalCleanup]
    public void Remove() => directory.Delete(recursive: true);

    [Benchmark]
    public FleetState Replay() => ((JournalReading.Done)JournalReader.Read(directory.FullName)).State;
}
