using Magister.Fleet;

namespace Magister.Tests.Configuration;

/// <summary>The settings of the watch in each instance.</summary>
public sealed class WatchReadingTests
{
    private static readonly (string Name, string Value) Prover = ("CONTEMPLANT_VMS", "risc0");

    // Too long with a watch, and short enough without.
    private static readonly (string Name, string Value) LongKeys = ("CONTEMPLANT_SSH_AUTHORIZED_KEYS", new string('k', 3000));

    [Fact]
    public void Load_WithoutThem_WatchesEachMinuteAndForEver()
    {
        var onstart = Configured.Settings("").Fleet.Onstart;
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (onstart.PulseInterval, onstart.AbandonedAfter));
        Assert.True(Onstart.IsWatched(onstart));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 3600 ", 3600)]
    [InlineData("0", 0)]
    public void Load_PulseSecs_AreWholeSecondsOrNoWatch(string given, int seconds)
    {
        var onstart = Configured.Settings("contemplant_pulse_secs = 7", ("CONTEMPLANT_PULSE_SECS", given)).Fleet.Onstart;
        Assert.Equal((TimeSpan.FromSeconds(seconds), seconds > 0), (onstart.PulseInterval, Onstart.IsWatched(onstart)));
        Assert.Equal(TimeSpan.FromSeconds(7), Configured.Settings("contemplant_pulse_secs = 7").Fleet.Onstart.PulseInterval);
    }

    [Theory]
    [InlineData("CONTEMPLANT_PULSE_SECS", "-1")]
    [InlineData("CONTEMPLANT_PULSE_SECS", "3601")]
    [InlineData("CONTEMPLANT_PULSE_SECS", "1.5")]
    [InlineData("CONTEMPLANT_PULSE_SECS", "often")]
    [InlineData("ABANDONED_AFTER_HOURS", "-0.5")]
    [InlineData("ABANDONED_AFTER_HOURS", "720.1")]
    [InlineData("ABANDONED_AFTER_HOURS", "NaN")]
    [InlineData("ABANDONED_AFTER_HOURS", "1h")]
    public void Load_WrongValue_IsOneProblemThatNamesVariableAndValue(string variable, string value)
    {
        var problem = Assert.Single(Configured.Problems("", (variable, value)));
        Assert.Contains($"({variable}): \"{value}\" from {variable} cannot be used; it must be a", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.05", 180)]
    [InlineData("1.5", 5400)]
    [InlineData("720", 2_592_000)]
    public void Load_AbandonedAfterHours_MayBeAFraction(string given, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Configured.Settings("", ("ABANDONED_AFTER_HOURS", given)).Fleet.Onstart.AbandonedAfter);
        Assert.Empty(Configured.Warnings($"abandoned_after_hours = {given}", Prover));
    }

    [Theory]
    [InlineData("0.0001", "60")]
    [InlineData("0.049", "60")]
    [InlineData("2.9", "3600")]
    public void Load_AbandonedWithinThreePulses_IsAProblemThatNamesBoth(string hours, string pulse)
    {
        var problem = Assert.Single(Configured.Problems("", ("ABANDONED_AFTER_HOURS", hours), ("CONTEMPLANT_PULSE_SECS", pulse)));
        Assert.StartsWith("abandoned_after_hours (ABANDONED_AFTER_HOURS): ", problem, StringComparison.Ordinal);
        Assert.Contains($"contemplant_pulse_secs (CONTEMPLANT_PULSE_SECS): {pulse} s", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AbandonedWithoutAWatch_IsWarnedOf() => Assert.StartsWith(
        "abandoned_after_hours (ABANDONED_AFTER_HOURS): no instance destroys itself",
        Assert.Single(Configured.Warnings("", Prover, ("ABANDONED_AFTER_HOURS", "12"), ("CONTEMPLANT_PULSE_SECS", "0"))), StringComparison.Ordinal);

    [Fact]
    public void Load_KeysThatLeaveNoRoomForTheWatch_AreWarnedOf_UnlessNoneIsWanted()
    {
        var warning = Assert.Single(Configured.Warnings("", Prover, LongKeys));
        Assert.StartsWith("contemplant_pulse_secs (CONTEMPLANT_PULSE_SECS): the start script would have ", warning, StringComparison.Ordinal);
        Assert.Contains("4048", warning, StringComparison.Ordinal);
        Assert.Equal(2, Configured.Warnings("", Prover, LongKeys, ("ABANDONED_AFTER_HOURS", "12")).Count);
        Assert.Empty(Configured.Warnings("", Prover, LongKeys, ("CONTEMPLANT_PULSE_SECS", "0")));
    }
}
