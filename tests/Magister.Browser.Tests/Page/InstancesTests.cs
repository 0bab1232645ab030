using Magister.Browser.Tests.Support;
using Magister.Simulator.Faults;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class InstancesTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Ticked_AreDroppedTogetherOnceItIsConfirmed()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(4);
        await world.SettlesAsync(magister, 4);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(4);
        var victims = world.Ours().Take(2).Select(instance => instance.InstanceId).ToArray();
        foreach (var victim in victims) await visit.Page.GetByLabel($"Select instance {victim}").CheckAsync();

        await visit.Button("Drop 2 selected…").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("Drop 2 instances?");
        await visit.ConfirmAsync("Cancel");
        Assert.Equal(4, world.Ours().Count());
        await visit.Button("Drop 2 selected…").ClickAsync();
        await visit.Page.GetByLabel("Reason (for the journal)").FillAsync("too many at once");
        await visit.ConfirmAsync("Drop 2");

        foreach (var victim in victims) await Expect(visit.Row(victim)).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#drop-picked")).ToBeHiddenAsync();
        await world.SettlesAsync(magister, 4);
        await Expect(visit.Page.Locator("#events")).ToContainTextAsync("too many at once");
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task Filter_ShowsWhatFitsAndUnticksWhatItHides()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3);
        await world.SettlesAsync(magister, 3);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(3);
        await visit.Page.GetByLabel("Select all shown").CheckAsync();
        await Expect(visit.Button("Drop 3 selected…")).ToBeVisibleAsync();
        var one = world.Ours().First();

        await visit.Page.GetByLabel("Filter instances").FillAsync($"{one.InstanceId}");
        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#instances-count")).ToHaveTextAsync("1 shown of 3");
        await Expect(visit.Button("Drop 1 selected…")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Filter instances").FillAsync("");
        await Expect(visit.Rows).ToHaveCountAsync(3);
        await visit.Page.Locator("#show").SelectOptionAsync("trouble");
        await Expect(visit.Rows).ToHaveCountAsync(0);
        world.Vast.Market.SetStatus(one.InstanceId, "offline");
        await visit.Page.Locator("#show").SelectOptionAsync("");
        await Expect(visit.Rows).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task Row_OpensWithItsLifeCostEventsAndDeeds()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        var one = world.Ours().First();
        var row = visit.Row(one.InstanceId);
        await row.Locator(".opener").ClickAsync();
        var more = row.Locator(".at-more");

        await Expect(more).ToContainTextAsync($"{one.MachineId} of host {one.HostId}");
        await Expect(more).ToContainTextAsync("Cost so far");
        await Expect(more.Locator(".events li").First).ToContainTextAsync($"{one.InstanceId}");
        await Expect(more.GetByRole(AriaRole.Link, new() { Name = "Logs" })).ToHaveAttributeAsync("href", $"/instances/{one.InstanceId}/logs");
        await Expect(more.GetByRole(AriaRole.Link, new() { Name = "Vast’s console" })).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await visit.ShootAsync("opened");
        await more.GetByRole(AriaRole.Button, new() { Name = "Bar this machine…" }).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync($"Bar machine {one.MachineId}?");
        await visit.ConfirmAsync("Bar");
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync($"Machine {one.MachineId} is barred");
        await row.Locator(".opener").ClickAsync();
        await Expect(more).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
        Assert.All(visit.Asked, address => Assert.StartsWith(world.Address + "/", address, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task EmptyFleet_SaysWhatHappensNext()
    {
        await using var world = await World.CreateAsync();
        world.Vast.Faults.Add([new FaultRule(FaultKind.Unavailable) { Endpoint = VastEndpoint.List }]);
        await world.StartAsync(2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);

        await Expect(visit.Page.Locator("#none-words")).ToContainTextAsync("2 are wanted. This is what happens next:");
        await Expect(visit.Page.Locator("#steps [aria-current]")).ToContainTextAsync("Magister looks for instances at Vast");
        await Expect(visit.Verdict).ToContainTextAsync("0 of 2 workers working: 2 short (2 not rented yet).");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-tone", "doubt");
        await visit.ShootAsync("empty");
    }

    [BrowserFact]
    public async Task TooFewOffers_AreAWarning()
    {
        await using var world = await World.CreateAsync(options => options with { Market = options.Market with { Offers = 3 } });
        await world.StartAsync(200, ("VAST_QUERY_RELIABILITY", "0"));
        await using var visit = await Visit.BeginAsync(chromium, world.Address);

        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync("Too few offers: the last search found");
        await Expect(visit.Verdict).Not.ToHaveAttributeAsync("data-tone", "good");
        await visit.ShootAsync("few");
    }
}
