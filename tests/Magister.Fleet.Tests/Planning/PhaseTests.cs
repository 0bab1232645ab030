using Magister.Fleet.Facts;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests.Planning;

/// <summary>If the phases of a boot have their own time limits, each counts from the beginning of its phase.</summary>
public sealed class PhaseTests
{
    private static readonly FleetSettings Phased = Settings(1) with { ProvisioningTimeout = TimeSpan.FromSeconds(100), LoadingTimeout = TimeSpan.FromSeconds(600) };

    [Fact]
    public void Provisioning_LongerThanItsTime_IsDestroyed()
    {
        var history = new History().Lease(1).Status(1, "created");

        Assert.Equal(At(100), history.Plan(99, Phased).NextDeadline);
        Assert.Equal([(1, DestroyCause.MissedDeadline)], history.Plan(100, Phased).Destroyed());
    }

    [Fact]
    public void Loading_HasItsOwnTime()
    {
        var history = new History().Lease(1).At(90).Status(1, "loading", "pulling");

        Assert.Empty(history.Plan(689, Phased).Destroyed());
        Assert.Equal([(1, DestroyCause.MissedDeadline)], history.Plan(690, Phased).Destroyed());
    }

    [Fact]
    public void Loading_WithProgress_IsGivenMoreButTwiceItsTimeAtMost()
    {
        var history = new History().Lease(1).At(0).Status(1, "loading", "1 of 9").At(500).Status(1, "loading", "2 of 9");
        Assert.Empty(history.Plan(1099, Phased).Destroyed());
        Assert.NotEmpty(history.Plan(1100, Phased).Destroyed());

        history.At(1000).Status(1, "loading", "3 of 9");
        Assert.Empty(history.Plan(1199, Phased).Destroyed());
        Assert.NotEmpty(history.Plan(1200, Phased).Destroyed());
    }

    [Fact]
    public void Running_IsWaitedForAnewFromThen()
    {
        var history = new History().Lease(1).At(90).Status(1, "loading").At(650).Status(1, "running");

        Assert.Empty(history.Plan(829, Phased).Destroyed());
        Assert.Equal([(1, DestroyCause.MissedDeadline)], history.Plan(830, Phased).Destroyed());
    }

    [Fact]
    public void ChangedSetting_CountsForWhatLives()
    {
        var history = new History().Lease(1).At(90).Status(1, "loading");

        Assert.NotEmpty(history.Plan(180, Settings(1)).Destroyed());
        Assert.Empty(history.Plan(180, Phased).Destroyed());
    }
}
