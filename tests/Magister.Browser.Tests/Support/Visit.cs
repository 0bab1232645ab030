using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Magister.Browser.Tests.Support;

/// <summary>One look at the dashboard: a page in a browser profile of its own, whose complaints and requests are noted down.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Notes when the fleet is to be seen first, in milliseconds since the page was asked for.</summary>
    private const string Watch = """
        new MutationObserver(() => {
          const working = document.querySelector("#working")?.textContent;
          if (!window.shownAt && working && working !== "–" && document.querySelector("#instances tbody tr")) window.shownAt = performance.now();
        }).observe(document, { subtree: true, childList: true, characterData: true });
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
    /// What the browser complained of, but for a server that was not there, a route that this Magister does not have, and a change that is asked
    /// about first.
    /// </summary>
    public IEnumerable<string> Complaints => complaints.Where(text =>
        !text.Contains("net::ERR_", StringComparison.Ordinal) && !text.Contains("status of 404", StringComparison.Ordinal)
        && !text.Contains("status of 409", StringComparison.Ordinal));

    /// <summary>Every address that was asked for.</summary>
    public IEnumerable<string> Asked => asked;

    public static async Task<Visit> BeginAsync(Chromium chromium, string address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await PrepareAsync(chromium, width, height, scheme);
        await visit.Page.GotoAsync(address);
        return visit;
    }

    /// <summary>A page that is empty still.</summary>
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

    /// <summary>Leaves a picture of what a person would see beside the test's program.</summary>
    public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Note(bool wrong, string text)
    {
        if (wrong) complaints.Enqueue(text);
    }
}
