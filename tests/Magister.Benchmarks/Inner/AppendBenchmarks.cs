using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Magister.Fleet.Facts;
using Magister.Journal;

namespace Magister.Benchmarks.Inner;

/// <summary>Facts on their way to the disk, flush included.</summary>
public class AppendBenchmarks
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-bench-");
    private FactJournal journal = null!;
    private ImmutableArray<Fact> facts = [];
    private long last;

    /// <summary>Gets or sets how many facts share one flush.</summary>
    [Params(1, 100)]
    public int Facts { get; set; }

    [GlobalSetup]
    public void Open()
    {
        journal = ((JournalOpening.Opened)FactJournal.Open(directory.FullName)).Journal;
        facts = [.. Enumerable.Range(0, Facts).Select(index => new Verified(Specimens.OfferId(index), Specimens.InstanceId(index)))];
    }

    [GlobalCleanup]
    public void Close()
    {
        journal.Dispose();
        directory.Delete(recursive: true);
    }

    [Benchmark]
    public void Append()
    {
        journal.Append(Specimens.Recorded(facts, first: last + 1));
        last += Facts;
    }
}
