using Magister.Browser.Tests.Support;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Pictures;

/// <summary>Takes the screenshots of the documentation: the dashboard of a fleet after a day, with an instance that was just replaced.</summary>
internal static class Photographer
{
    private const int Number = 8;

    public static async Task ShootAsync(string folder)
    {
        await using var world = await World.CreateAsync(options => options with
        {
            Market = options.Market with { Boot = DurationRange.Seconds(3600, 3600), Offers = 3000, SearchCap = 64 },
        });
        new DayBefore(world, Number, TimeProvider.System.GetUtcNow()).Write();
        var magister = await world.StartAsync(Number, ("CONTEMPLANT_VERIFICATION_TIMEOUT_SECS", "180"), ("VAST_QUERY_COST_PER_HOUR", "1"));
        await Eventually.IsTrueAsync("the fleet was looked at", async () => await magister.GetAsync("readyz") is System.Net.HttpStatusCode.OK, 30, () => magister.Output);
        await magister.DropAsync(world.Ours().First().DropEndpoint is { } endpoint ? long.Parse(endpoint.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture) : 0, "no heartbeat for 90 s");

        var chromium = new Chromium();
        await chromium.InitializeAsync();
        try
        {
            await ShootAsync(chromium, world, Path.Combine(folder, "dashboard-light.png"), 1280, 1250, ColorScheme.Light);
            await ShootAsync(chromium, world, Path.Combine(folder, "dashboard-dark.png"), 1280, 1250, ColorScheme.Dark);
            await ShootAsync(chromium, world, Path.Combine(folder, "dashboard-phone.png"), 390, 844, ColorScheme.Light);
        }
        finally
        {
            await chromium.DisposeAsync();
        }
    }

    private static async Task ShootAsync(Chromium chromium, World world, string path, int width, int height, ColorScheme scheme)
    {
        await using var visit = await Visit.BeginAsync(chromium, world.Address, width, height, scheme);
        await Expect(visit.Rows).ToHaveCountAsync(Number);
        await Expect(visit.Page.Locator("#instances tbody tr[data-tone='coming'] .at-state b").First).ToHaveTextAsync("booting");
        await Expect(visit.Page.Locator("#chart-workers canvas")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("live");
        await visit.Page.ScreenshotAsync(new() { Path = path });
        Console.WriteLine($"{path}: {new FileInfo(path).Length / 1024} KiB");
    }
}
