using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Magister.Browser.Tests.Support;

/// <summary>One visit to the dashboard: a page in its own browser profile, whose complaints and requests are recorded.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Records when the fleet is first visible, in milliseconds since the page was requested.</summary>
    private const string Watch = """
        new MutationObserver(() => {
          const working = document.querySelector("#working")?.textContent;
          if (!window.shownAt && working && working !== "–" && document.querySelector("#instances tbody tr")) window.shownAt = performance.now();
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    /// <summary>What makes the page wider than the window: elements that extend beyond it.</summary>
    private const string StickingOut = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [`${document.documentElement.scrollWidth} wide`]
          .concat([...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth)
            .map(one => `${one.tagName}#${one.id}.${one.className} ${one.getBoundingClientRect().right}`))
        """;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> asked = new();

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => asked.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>
    /// The browser's complaints, except about a server that was not there, a route that this Magister does not have, and a change that needs
    /// confirmation first.
    /// </summary>
    public IEnumerable<string> Complaints => complaints.Where(text =>
        !text.Contains("net::ERR_", StringComparison.Ordinal) && !text.Contains("status of 404", StringComparison.Ordinal)
        && !text.Contains("status of 409", StringComparison.Ordinal));

    /// <summary>Every address that was requested.</summary>
    public IEnumerable<string> Asked => asked;

    public static async Task<Visit> BeginAsync(Chromium chromium, string address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await PrepareAsync(chromium, width, height, scheme);
        await visit.Page.GotoAsync(address);
        return visit;
    }

    /// <summary>A page that is still empty.</summary>
    public static async Task<Visit> PrepareAsync(Chromium chromium, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var profile = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        profile.SetDefaultTimeout(20_000);
        await profile.AddInitScriptAsync(Watch);
        return new Visit(profile, await profile.NewPageAsync());
    }

    /// <summary>The row of an instance.</summary>
    public ILocator Row(long instanceId) => Page.Locator($"#instances tbody tr[data-key='instance {instanceId}']");

    /// <summary>The button that drops an instance, at the end of its row.</summary>
    public ILocator DropOf(ILocator row) => row.Locator(".at-act button");

    /// <summary>The state of the fleet, in one sentence.</summary>
    public ILocator Verdict => Page.Locator("#verdict");

    public ILocator Rows => Page.Locator("#instances tbody tr[data-key^='instance']");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Dialog => Page.Locator("dialog[open]");

    /// <summary>Presses the dialog's own button.</summary>
    public Task ConfirmAsync(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>What makes the page wider than the window; empty if nothing does.</summary>
    public Task<string[]> WhatSticksOutAsync() => Page.EvaluateAsync<string[]>(StickingOut);

    /// <summary>Saves a screenshot next to the test program.</summary>
    public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Note(bool wrong, string text)
    {
        if (wrong) complaints.Enqueue(text);
    }
}
