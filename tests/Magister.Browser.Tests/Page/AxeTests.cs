using Deque.AxeCore.Playwright;
using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

/// <summary>axe-core finds no accessibility problems on the page.</summary>
[Collection(OneBrowser.Name)]
public sealed class AxeTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Page_WithEverythingOpen_HasNoViolation(int width, ColorScheme scheme)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("UNHEALTHY_GRACE_SECS", "120"));
        await world.SettlesAsync(magister, 3);
        await magister.DropAsync(world.Ours().Last().OfferId!.Value, "too slow");
        world.Vast.Market.SetStatus(world.Ours().First().InstanceId, "offline");
        await using var visit = await Visit.BeginAsync(chromium, world.Address, width, 900, scheme);
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync("is unhealthy");
        await Expect(visit.Page.Locator("#chart-cost canvas")).ToBeVisibleAsync();
        await visit.Rows.First.Locator(".opener").ClickAsync();
        await Expect(visit.Rows.First.Locator(".at-more .events li").First).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(fold => (fold.open = true))");

        Assert.Empty(await ViolationsAsync(visit));
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Machines" }).ClickAsync();
        await Expect(visit.Page.Locator("#machines tbody tr")).Not.ToHaveCountAsync(0);
        Assert.Empty(await ViolationsAsync(visit));
    }

    [BrowserFact]
    public async Task EmptyPageAndQuestion_HaveNoViolation()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(2);
        await using var visit = await Visit.PrepareAsync(chromium);
        await visit.Page.RouteAsync("**/status", async route =>
        {
            var answer = await route.FetchAsync();
            var status = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            (status["instances"], status["rents"]) = (new System.Text.Json.Nodes.JsonArray(), new System.Text.Json.Nodes.JsonArray());
            await route.FulfillAsync(new() { ContentType = "application/json", Body = status.ToJsonString() });
        });
        await visit.Page.GotoAsync(world.Address);
        await Expect(visit.Page.Locator("#steps")).ToBeVisibleAsync();
        Assert.Empty(await ViolationsAsync(visit));
        await visit.Button("Scale…").ClickAsync();
        Assert.Empty(await ViolationsAsync(visit));
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(Visit visit) =>
        (await visit.Page.RunAxe()).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"));
}
