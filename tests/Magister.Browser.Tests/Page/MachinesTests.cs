using Magister.Browser.Tests.Support;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

/// <summary>The page of machines and hosts.</summary>
[Collection(OneBrowser.Name)]
public sealed class MachinesTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Machine_IsFoundBarredAndCleared_AndTheFleetIsALinkAway(int width, ColorScheme scheme)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2);
        await world.SettlesAsync(magister, 2);
        await using var visit = await Visit.BeginAsync(chromium, $"{world.Address}/#machines", width, 800, scheme);
        var rows = visit.Page.Locator("#machines tbody tr");
        var machineId = world.Ours().First().MachineId;
        await Expect(visit.Page.Locator("#instances")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#verdict")).ToBeVisibleAsync();

        await visit.Page.Locator("#machines-filter").FillAsync($"{machineId}");
        await Expect(rows).ToHaveCountAsync(1);
        await rows.First.GetByRole(AriaRole.Button).First.ClickAsync();
        await visit.ConfirmAsync("Bar");
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync("is barred");
        await visit.Page.Locator("#machines-filter").FillAsync("barred");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("barred");
        await Expect(rows.First).ToContainTextAsync($"machine {machineId}");
        await Expect(rows.First.GetByRole(AriaRole.Button)).ToHaveTextAsync("Clear…");
        Assert.Empty(await visit.WhatSticksOutAsync());
        await visit.ShootAsync($"machines-{width}-{scheme}");
        await rows.First.GetByRole(AriaRole.Button).First.ClickAsync();
        await visit.ConfirmAsync("Clear");
        await Expect(rows).ToHaveCountAsync(0);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Fleet" }).ClickAsync();
        await Expect(visit.Rows).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator("#machines")).ToBeHiddenAsync();
        Assert.Empty(visit.Complaints);
    }
}
