using Magister.Fleet;
using Magister.History;
using Magister.Ordinary;
using Magister.Running;
using Magister.Tests.Events;
using Magister.Tests.Running;
using static Magister.Tests.History.FleetHistoryTests;

namespace Magister.Tests.History;

public sealed class HistoryFileTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("magister-test-");
    private readonly HistoryFile file;

    public HistoryFileTests() => file = new HistoryFile(directory.FullName);

    private string FilePath => Path.Combine(directory.FullName, "history.bin");

    [Fact]
    public void NoFile_IsNoProblem() => AssertRead([], null);

    [Fact]
    public void Minutes_AreReadAsTheyWereWritten()
    {
        FleetMinute[] minutes = [At(0), At(1, working: 0), At(700) with { CostPerHour = 0.1 + 0.2 }];
        foreach (var minute in minutes) file.Write(minute);

        AssertRead(minutes, null);
    }

    [Fact]
    public void File_NeverGrows()
    {
        file.Write(At(0));
        var length = new FileInfo(FilePath).Length;
        for (var minute = 1; minute < FleetHistory.MaxMinutes + 5; minute += 100) file.Write(At(minute));
        file.Write(At(FleetHistory.MaxMinutes));

        Assert.Equal(length, new FileInfo(FilePath).Length);
        Assert.InRange(length, 1, 400 * 1024);
        Assert.DoesNotContain(At(0), file.Read(int.MaxValue).Minutes);
    }

    [Fact]
    public void MinutesOfTheFuture_AreLeftOut()
    {
        file.Write(At(0));
        file.Write(At(1));

        Assert.Equal([At(0)], file.Read(At(0).Minute).Minutes);
    }

    [Theory]
    [InlineData(0, "begin")]
    [InlineData(16 + (36 * 5), "checksum")]
    [InlineData(16 + (36 * 5) + 35, "checksum")]
    public void FlippedByte_IsNoticed(int at, string problem)
    {
        file.Write(At(5 - (At(0).Minute % FleetHistory.MaxMinutes)));
        var bytes = File.ReadAllBytes(FilePath);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(FilePath, bytes);

        AssertRead([], problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void TornFile_IsNoticed(int length)
    {
        file.Write(At(0));
        File.WriteAllBytes(FilePath, File.ReadAllBytes(FilePath)[..length]);

        AssertRead([], $"it has {length} bytes");
    }

    [Fact]
    public async Task Sampler_GoesOnWithTheFileOfTheRunBefore()
    {
        var time = new WatchedTime();
        file.Write(MinuteAt(time, -3, working: 2));
        var (history, log) = (new FleetHistory(), new KeptLines<HistorySampler>());
        await RunAsync(history, time, log, minutes: 2);

        Assert.Equal([2, 0, 0], history.Last(100).Select(minute => minute.Working));
        Assert.Equal(history.Last(100), file.Read(int.MaxValue).Minutes);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Sampler_ThrowsADamagedFileAwayAndSaysSo()
    {
        File.WriteAllText(FilePath, "not a history");
        var (history, log) = (new FleetHistory(), new KeptLines<HistorySampler>());
        await RunAsync(history, new WatchedTime(), log, minutes: 1);

        Assert.Single(history.Last(100));
        Assert.Equal(history.Last(100), file.Read(int.MaxValue).Minutes);
        Assert.Contains("discarded", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sampler_WithoutAPlaceForItsFile_GoesOnInMemoryAndSaysSoOnce()
    {
        Directory.CreateDirectory(FilePath);
        var (history, log) = (new FleetHistory(), new KeptLines<HistorySampler>());
        await RunAsync(history, new WatchedTime(), log, minutes: 3);

        Assert.Equal(3, history.Last(100).Length);
        Assert.Contains("cannot be written for now", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private async Task RunAsync(FleetHistory history, WatchedTime time, KeptLines<HistorySampler> log, int minutes)
    {
        var snapshot = new FleetSnapshot(new FleetView(FleetState.Empty, 3, OrdinaryFleet.Settings(3), []));
        using var sampler = new HistorySampler(history, file, snapshot, new SteadyClock(time, DateTimeOffset.MinValue), time, log);
        await sampler.StartAsync(default);
        for (var minute = 1; minute <= minutes; minute++)
        {
            await Until(() => time.TimersBegun == minute);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        await Until(() => time.TimersBegun == minutes + 1);
        await sampler.StopAsync(default);
    }

    private static FleetMinute MinuteAt(WatchedTime time, int offset, int working) =>
        new(FleetMinute.MinuteOf(time.GetUtcNow()) + offset, 3, 3, 3, working, 0, 1);

    private void AssertRead(FleetMinute[] expected, string? problem)
    {
        var (minutes, said) = file.Read(int.MaxValue);
        Assert.Equal(expected, minutes);
        if (problem is null) Assert.Null(said);
        else Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1000, "It never came.");
            await Task.Delay(10);
        }
    }
}
