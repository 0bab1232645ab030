using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class KeyboardTests(Chromium chromium)
{
    private const int MaxTabs = 60;

    [BrowserFact]
    public async Task Keyboard_AloneIsEnough()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(2);
        var keyboard = visit.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await Expect(visit.Page.Locator(":focus")).ToHaveTextAsync("Skip to the instances");
        await TabToAsync(visit, "Pause…");
        Assert.NotEqual("none", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
        await keyboard.PressAsync("Enter");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(":focus")).ToHaveTextAsync("Cancel");
        await keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(":focus")).ToHaveTextAsync("Pause…");

        await TabToAsync(visit, "Age");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("th[aria-sort]")).ToHaveTextAsync("Age");

        await TabToAsync(visit, "Select instance");
        await keyboard.PressAsync("Space");
        await Expect(visit.Button("Drop 1 selected…")).ToBeVisibleAsync();
        await keyboard.PressAsync("Space");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(":focus")).ToHaveAttributeAsync("aria-expanded", "true");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".at-more")).ToHaveCountAsync(0);
        await TabToAsync(visit, "Drop instance");
        var victim = long.Parse((await visit.Page.Locator(":focus").GetAttributeAsync("aria-label"))!.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(":focus")).ToHaveAttributeAsync("id", "ask-input");
        await visit.ShootAsync("keyboard");
        await keyboard.TypeAsync("by keyboard");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Row(victim)).ToHaveCountAsync(0);
        Assert.DoesNotContain(world.Ours(), instance => instance.InstanceId == victim);
    }

    // By its name to a screen reader: the label, or else the text.
    private static async Task TabToAsync(Visit visit, string name)
    {
        for (var tabs = 0; tabs < MaxTabs; tabs++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var focused = await visit.Page.EvaluateAsync<string>("() => (document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()");
            if (focused.StartsWith(name, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"{MaxTabs} tabs do not lead to {name}.");
    }

    [BrowserFact]
    public async Task EveryControl_HasAName()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(2);
        var tree = await visit.Page.Locator("body").AriaSnapshotAsync();
        Assert.DoesNotMatch(@"- (button|textbox|combobox|link)(?! "")", tree);
        Assert.Matches(@"- table ""Instances", tree);
        Assert.Matches(@"- columnheader ""State", tree);
        Assert.Equal(3, await visit.Page.GetByRole(AriaRole.Row).CountAsync());
    }
}
