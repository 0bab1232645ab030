using Magister.Browser.Tests.Support;
using Magister.Simulator.Faults;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class LookTests(Chromium chromium)
{
    /// <summary>Texts whose contrast with their background is below WCAG's AA: 4.5, or 3 for large ones.</summary>
    private const string FaintTexts = """
        () => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const over = (top, below) => top.slice(0, 3).map((value, i) => value * top[3] / 255 + below[i] * (1 - top[3] / 255));
          const behind = element => {
            if (!element) return [255, 255, 255];
            const own = rgba(getComputedStyle(element).backgroundColor);
            return own[3] === 255 ? own.slice(0, 3) : over(own, behind(element.parentElement));
          };
          const light = rgb => {
            const [r, g, b] = rgb.map(value => value / 255).map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const faint = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, noscript, option")) continue;
            const style = getComputedStyle(element);
            const back = behind(element);
            const [a, b] = [light(over(rgba(style.color), back)), light(back)];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
            if (contrast < (large ? 3 : 4.5)) faint.push(`${texts.currentNode.data.trim().slice(0, 40)}: ${contrast.toFixed(2)}`);
          }
          return faint;
        }
        """;

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Texts_CanBeRead(ColorScheme scheme)
    {
        await using var world = await TroubledAsync();
        await using var visit = await Visit.BeginAsync(chromium, world.Address, scheme: scheme);
        await TroublesShowAsync(visit);
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(FaintTexts));
        await visit.ShootAsync($"look-{scheme}");
        await visit.Button("Drain…").ClickAsync();
        await visit.ConfirmAsync("Destroy them all");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(FaintTexts));
    }

    [BrowserFact]
    public async Task Theme_IsTheSystemsUntilItIsChosenAndThenStays()
    {
        await using var world = await World.CreateAsync();
        await world.StartAsync(1);
        await using var visit = await Visit.BeginAsync(chromium, world.Address, scheme: ColorScheme.Dark);
        Assert.True(await BrightnessAsync(visit) < 60);
        await visit.Button("Theme: system").ClickAsync();
        Assert.True(await BrightnessAsync(visit) > 200);
        await visit.Page.ReloadAsync();
        Assert.True(await BrightnessAsync(visit) > 200);
        await visit.Button("Theme: light").ClickAsync();
        await visit.Button("Theme: dark").ClickAsync();
        await Expect(visit.Button("Theme: system")).ToBeVisibleAsync();
        Assert.True(await BrightnessAsync(visit) < 60);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Phone_ShowsEachRowInTwoLinesAndNeverScrollsSideways(ColorScheme scheme)
    {
        await using var world = await TroubledAsync();
        await using var visit = await Visit.BeginAsync(chromium, world.Address, 360, 740, scheme);
        await TroublesShowAsync(visit);
        Assert.Empty(await visit.WhatSticksOutAsync());
        await Expect(visit.Page.Locator("#instances thead")).ToBeHiddenAsync();
        await visit.ShootAsync($"phone-top-{scheme}");
        await visit.Rows.First.ScrollIntoViewIfNeededAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('#instances-title').scrollIntoView()");
        await visit.ShootAsync($"phone-cards-{scheme}");
        await visit.Rows.Last.Locator(".opener").ClickAsync();
        await Expect(visit.Rows.Last.Locator(".at-more .events li").First).ToBeVisibleAsync();
        Assert.Empty(await visit.WhatSticksOutAsync());
        await visit.ShootAsync($"phone-opened-{scheme}");
        await visit.Rows.Last.GetByRole(AriaRole.Button, new() { Name = "Bar this machine…" }).ClickAsync();
        await Expect(visit.Dialog).ToBeVisibleAsync();
        Assert.Empty(await visit.WhatSticksOutAsync());
        await visit.ShootAsync($"phone-dialog-{scheme}");
    }

    private static Task<double> BrightnessAsync(Visit visit) => visit.Page.EvaluateAsync<double>(
        "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3");

    // One whose destruction fails, one that is unhealthy, one that is fine, and a machine cooling down.
    private static async Task<World> TroubledAsync()
    {
        var world = await World.CreateAsync();
        var magister = await world.StartAsync(3, ("UNHEALTHY_GRACE_SECS", "120"));
        await world.SettlesAsync(magister, 3);
        world.Vast.Market.SetStatus(world.Ours().First().InstanceId, "offline");
        world.Vast.Faults.Add([new FaultRule(FaultKind.Unavailable) { Endpoint = Simulator.Market.VastEndpoint.Destroy }]);
        await magister.DropAsync(world.Ours().Last().OfferId!.Value, "too slow");
        return world;
    }

    private static async Task TroublesShowAsync(Visit visit)
    {
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync("cannot be destroyed");
        await Expect(visit.Page.Locator("#alarms")).ToContainTextAsync("is unhealthy");
        await Expect(visit.Rows).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator("#chart-workers canvas")).ToBeVisibleAsync();
    }
}
