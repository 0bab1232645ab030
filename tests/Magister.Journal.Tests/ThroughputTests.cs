using System.Diagnostics;
using System.Globalization;
using Magister.Journal.Tests.Support;
using Xunit.Abstractions;

namespace Magister.Journal.Tests;

/// <summary>A measurement: what it prints is the result, and what it asserts is only that nothing is absurdly slow.</summary>
public sealed class ThroughputTests(ITestOutputHelper output) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("magister-journal").FullName;

    [Theory]
    [InlineData(1, 200)]
    [InlineData(10, 1000)]
    [InlineData(100, 5000)]
    public void Append_OnARealDisk_TakesManyFactsASecond(int group, int facts)
    {
        var story = new FleetStory(1, 100);
        using var journal = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(directory)).Journal;
        var told = story.Take(facts);
        var watch = Stopwatch.StartNew();
        foreach (var some in told.Chunk(group)) journal.Append(some);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{told.Count} facts, {group} a flush: {told.Count / watch.Elapsed.TotalSeconds:F0} facts a second"));

        journal.Dispose();
        watch.Restart();
        var opened = Assert.IsType<JournalOpening.Opened>(FactJournal.Open(directory));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"opened with {opened.Journal.Figures.Size} bytes in {watch.Elapsed.TotalMilliseconds:F0} ms"));
        opened.Journal.Dispose();
        SameState.Assert(story.State, opened.State);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
