using System.Text.RegularExpressions;
using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class LivingTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Instance_ComesAndGoesLive()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(2);

        var gone = world.Ours().First().InstanceId;
        Assert.True(world.Vast.Market.Delete(gone));
        await Expect(visit.Row(gone)).ToHaveCountAsync(0);
        await world.SettlesAsync(magister, 2);
        var come = world.Ours().Select(instance => instance.InstanceId).Max();
        await Expect(visit.Row(come).Locator(".at-state b")).ToHaveTextAsync("working");
        await Expect(visit.Page.Locator("#events")).ToContainTextAsync($"{come}");
        await Expect(visit.Page.Locator("#cooling-list li")).ToContainTextAsync("its instance disappeared");
        await visit.ShootAsync("come-and-go");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task UnverifiedInstance_CountsDownToItsDeadline()
    {
        await using var world = await World.CreateAsync(options => options with { Callers = options.Callers with { NeverVerify = 1 } });
        await world.StartAsync(1, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "60"));
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        var deadline = visit.Rows.First.Locator(".at-boot");
        await Expect(deadline).ToHaveTextAsync(new Regex("^0:\\d\\d left$|^1:00 left$"));
        var before = await deadline.InnerTextAsync();
        await Expect(deadline).Not.ToHaveTextAsync(before);
        await Expect(deadline).ToHaveTextAsync(new Regex(" left$"));
        await Expect(visit.Rows.First.Locator(".at-state b")).ToHaveTextAsync("booting");
    }

    [BrowserFact]
    public async Task Stream_LostAndRegained_IsSaid()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");
        await Expect(visit.Rows).ToHaveCountAsync(2);

        await magister.TerminateAsync();
        await Expect(visit.Page.Locator("#lost"))
            .ToHaveTextAsync(new Regex("^Connection lost, trying again; what you see is from \\d\\d:\\d\\d:\\d\\d\\.$"));
        await Expect(visit.Rows).ToHaveCountAsync(2);
        await visit.ShootAsync("stream-lost");

        var again = await world.StartAsync(3);
        await Expect(visit.Page.Locator("#lost")).ToBeEmptyAsync();
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");
        await world.SettlesAsync(again, 3);
        await Expect(visit.Rows).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator("#wanted")).ToHaveTextAsync("3");
        await visit.ShootAsync("stream-regained");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Trouble_StandsAtTheTopInWords()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("UNHEALTHY_GRACE_SECS", "60"));
        await world.SettlesAsync(magister, 3);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-tone", "good");
        var sick = world.Ours().Last().InstanceId;
        world.Vast.Market.SetStatus(sick, "offline");
        await Expect(visit.Page.Locator("#alarms li")).ToContainTextAsync($"1 instance is unhealthy: {sick}");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-tone", "bad");
        await Expect(visit.Rows.First).ToHaveAttributeAsync("data-key", $"instance {sick}");
        await visit.ShootAsync("trouble");
        world.Vast.Market.SetStatus(sick, "running");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-tone", "good");
    }
}
