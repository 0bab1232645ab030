using System.Diagnostics;
using System.Globalization;
using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests;

/// <summary>
/// How many facts a second reach a real disk, with one flush per group. What it prints is the measurement; what it asserts has a wide margin,
/// since other programs use the disk too.
/// </summary>
public sealed class ThroughputTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 3;
    private const int MinFactsASecond = 1000;

    // Next to the tests: the directory for temporary files may be in memory.
    private readonly string directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "throughput")).FullName;

    private int measured;

    [Theory]
    [InlineData(100, 5000)]
    [InlineData(1024, 10_000)]
    public void Append_InGroups_RecordsAThousandFactsASecondOnARealDisk(int group, int facts)
    {
        var best = 0.0;
        for (var round = 1; round <= Rounds && best < MinFactsASecond; round++) best = Math.Max(best, Measure(group, facts));
        Assert.InRange(best, MinFactsASecond, double.MaxValue);
    }

    [Fact]
    public void Append_OfOneFactEach_TakesAFlushEachAndSoIsSlower()
    {
        var (single, grouped) = (0.0, 0.0);
        for (var round = 1; round <= Rounds && grouped <= single; round++)
        {
            single = Measure(1, 200);
            Measure(10, 1000);
            grouped = Measure(100, 2000);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a group of 100 is {grouped / single:F0} times as fast"));
        Assert.True(grouped > single, $"{grouped} facts a second in groups and {single} one by one");
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private double Measure(int group, int facts)
    {
        var story = new FleetStory(1, 100);
        var groups = story.Take(facts).Chunk(group).ToArray();
        var state = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{++measured}"));
        using var journal = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(state)).Journal;
        var watch = Stopwatch.StartNew();
        foreach (var some in groups) journal.Append(some);
        var rate = journal.Figures.FactsAppended / watch.Elapsed.TotalSeconds;
        Assert.Equal(groups.Length, journal.Figures.Appends);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{journal.Figures.FactsAppended} facts, {group} a flush: {rate:F0} facts a second"));
        journal.Dispose();
        AssertAllAreThere(state, story);
        return rate;
    }

    private void AssertAllAreThere(string state, FleetStory story)
    {
        var watch = Stopwatch.StartNew();
        var opened = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(state));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"opened with {opened.Journal.Figures.Size} bytes in {watch.Elapsed.TotalMilliseconds:F0} ms"));
        opened.Journal.Dispose();
        SameState.Assert(story.State, opened.State);
    }
}
