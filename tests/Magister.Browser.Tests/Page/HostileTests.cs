using System.Text.Json.Nodes;
using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class HostileTests(Chromium chromium)
{
    private const string Hostile = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>\u001b[31mred\u0007\u202egnp";
    private const string Shown = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>";

    [BrowserFact]
    public async Task TextsFromOutside_AreInert()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("UNHEALTHY_GRACE_SECS", "120"));
        await world.SettlesAsync(magister, 3);
        await using var visit = await Visit.PrepareAsync(chromium);

        // The simulator's places and cards are harmless; a real Vast's may not be.
        await visit.Page.RouteAsync("**/status", async route =>
        {
            var answer = await route.FetchAsync();
            var status = JsonNode.Parse(await answer.TextAsync())!;
            foreach (var instance in status["instances"]!.AsArray())
            {
                instance!["location"] = Hostile;
                instance["gpu"] = Hostile;
            }

            status["holds"] = new JsonArray(new JsonObject { ["reason"] = Hostile, ["lifted_by"] = Hostile });
            await route.FulfillAsync(new() { ContentType = "application/json", Body = status.ToJsonString() });
        });
        await visit.Page.GotoAsync(world.Address);
        world.Vast.Market.SetStatus(world.Ours().First().InstanceId, "exited", Hostile);
        await magister.DropAsync(world.Ours().Last().OfferId!.Value, Hostile);

        await Expect(visit.Page.Locator("#events")).ToContainTextAsync(Shown);
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync($"Nothing is rented for now: {Shown}");
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync($"exited: {Shown}");
        await Expect(visit.Rows.Last.Locator(".at-place")).ToContainTextAsync(Shown);
        await Expect(visit.Page.Locator("#cooling-list")).ToContainTextAsync("<img");
        await visit.ShootAsync("hostile");
        await visit.Rows.Last.Locator(".opener").ClickAsync();
        await Expect(visit.Rows.Last.Locator(".at-more")).ToContainTextAsync(Shown);
        await visit.DropOf(visit.Rows.Last).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync(Shown);
        Assert.Equal(0, await visit.Page.Locator("body img, body script").CountAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.hacked === undefined"));
        Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]", await visit.Page.EvaluateAsync<string>("() => document.body.textContent"));
        Assert.Empty(visit.Complaints);
    }
}
