using System.Diagnostics;
using Magister.Simulator.Http;
using Magister.StandIns;
using Magister.Tests.Notifications;

namespace Magister.Tests.EndToEnd;

/// <summary>The real program reports trouble to a webhook.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task FleetThatIsShort_AndLowCredit_AreToldOnce_AndWhenItIsOver()
    {
        await using var chat = ChatTool.Start();
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Down = Downtime.Unavailable } });
        var magister = await world.StartAsync(
            2, ("NOTIFY_URL", chat.Webhook().ToString()), ("NOTIFY_SHORT_AFTER_SECS", "1"), ("NOTIFY_CREDIT_BELOW", "1000000"), ("LOG_LEVEL", "trace"));
        await Eventually.IsTrueAsync("the short fleet is told", () => chat.Told().Contains("fleet_short begun"), 40, () => magister.Output);
        Assert.Contains("0 of 2 instances are alive", ChatTool.Field(chat.Seen[0].Body!, "text"), StringComparison.Ordinal);
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.None };
        await world.SettlesAsync(magister, 2);
        await Eventually.IsTrueAsync("it is over", () => chat.Told().Contains("fleet_short over"), 40, () => magister.Output);
        Assert.Equal(["fleet_short begun", "fleet_short over"], chat.Told().Where(told => told.StartsWith("fleet_short", StringComparison.Ordinal)));
        Assert.Contains("magister_notifications_total{outcome=\"sent\"}", await magister.Http.GetStringAsync("metrics"), StringComparison.Ordinal);

        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"it took {clock.Elapsed}");
        Assert.DoesNotContain(ChatTool.Token, magister.Output, StringComparison.Ordinal);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task LowCredit_IsTold()
    {
        await using var chat = ChatTool.Start();
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("NOTIFY_URL", chat.Webhook().ToString()), ("NOTIFY_CREDIT_BELOW", "1000000"));
        await Eventually.IsTrueAsync("the credit is told", () => chat.Told().Contains("credit_low begun"), 40, () => magister.Output);
    }

    [Fact]
    public async Task KeyThatIsRefusedAtTheStart_IsToldBeforeTheEnd()
    {
        await using var chat = ChatTool.Start();
        await using var world = await World.CreateAsync();
        var magister = world.Start(2, ("VAST_API_KEY", "a-wrong-key-1234"), ("NOTIFY_URL", chat.Webhook().ToString()));
        Assert.Equal(3, await magister.ExitCodeAsync());
        Assert.Equal("key_refused begun", Assert.Single(chat.Told()));
    }

    [Fact]
    public async Task WebhookThatNeverAnswers_HoldsUpNothing()
    {
        await using var chat = ChatTool.Start();
        chat.Otherwise(Broken.ByHang());
        await using var world = await World.CreateAsync(options => options with { Desk = options.Desk with { Down = Downtime.Unavailable } });
        var magister = await world.StartAsync(2, ("NOTIFY_URL", chat.Webhook().ToString()), ("NOTIFY_SHORT_AFTER_SECS", "1"));
        await Eventually.IsTrueAsync("it is told", () => chat.Seen.Length > 0, 40, () => magister.Output);
        world.Vast.Desk.Options = world.Vast.Desk.Options with { Down = Downtime.None };
        await world.SettlesAsync(magister, 2);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await magister.TerminateAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"it took {clock.Elapsed}");
    }
}
