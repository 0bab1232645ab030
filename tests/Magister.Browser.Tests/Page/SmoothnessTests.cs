using System.Globalization;
using Magister.Browser.Tests.Support;
using Magister.Simulator;
using Magister.Tests.EndToEnd;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Magister.Browser.Tests.Page;

[Collection(OneBrowser.Name)]
public sealed class SmoothnessTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Instances = 1000;
    private const int EventsPerSecond = 20;
    private const double MaxTaskMilliseconds = 50;

    /// <summary>What <see cref="SomeRows"/> take where the limit above holds.</summary>
    private const double UsualMilliseconds = 10;

    // Work of the same kind as the page's, which shows how fast this machine is just now: other parts of the check may run beside it.
    private const string SomeRows = """
        () => {
            let best = Infinity;
            for (let tries = 0; tries < 9; tries++) {
                const begin = performance.now();
                const box = document.createElement("div");
                for (let i = 0; i < 1000; i++) {
                    const row = document.createElement("p");
                    row.textContent = `row ${i}`;
                    box.append(row);
                }

                document.body.append(box);
                box.getBoundingClientRect();
                best = Math.min(best, performance.now() - begin);
                box.remove();
            }

            return best;
        }
        """;

    private const int Tries = 4;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    [BrowserFact]
    public async Task ThousandInstances_WithTwentyEventsASecond_StaySmooth()
    {
        await using var world = await World.CreateAsync(options => options with { Market = options.Market with { PageCap = 1000 } });
        for (var offer = 1; offer <= Instances; offer++)
        {
            world.Vast.AddTenants(new SimulatedTenant
            {
                Label = "magister",
                Onstart = $"export MAGISTER_DROP_ENDPOINT={world.Address}/drop/{offer}\n",
                Age = TimeSpan.FromMinutes(10),
            });
        }

        var magister = await world.StartAsync(Instances, ("LOG_LEVEL", "warn"), ("TASK_POLLING_INTERVAL_SECS", "5"));
        await using var visit = await Visit.BeginAsync(chromium, world.Address);
        await Expect(visit.Rows).ToHaveCountAsync(Instances);
        using var over = new CancellationTokenSource();
        var happening = HappenAsync(magister, over.Token);

        // Other programs may hold the processor while a frame is drawn, so what counts is how long the page's own thread worked.
        // One quiet stretch shows that the page can be smooth.
        var best = double.MaxValue;
        for (var tries = 0; tries < Tries && best > MaxTaskMilliseconds; tries++)
        {
            var slowness = Math.Max(1, await visit.Page.EvaluateAsync<double>(SomeRows) / UsualMilliseconds);
            await using var trace = await Trace.BeginAsync(chromium.Browser);
            for (var step = 0; step < 10; step++)
            {
                await visit.Page.EvaluateAsync("step => scrollTo(0, step * 900)", step);
                await Task.Delay(Window / 10);
            }

            var longest = await trace.EndAsync();
            output.WriteLine($"the longest task: {longest.Processor:0} ms of the processor's time; {longest.Clock:0} ms by the clock; {slowness:0.00} times slower than usual");
            best = Math.Min(best, longest.Processor / slowness);
        }

        await visit.ShootAsync("thousand");
        await over.CancelAsync();
        var events = await happening;
        output.WriteLine($"{events:0} events a second");
        Assert.InRange(events, EventsPerSecond * 0.7, EventsPerSecond * 3);
        Assert.True(best <= MaxTaskMilliseconds, $"The longest task would usually take {best:0} ms at best.");
        Assert.Empty(visit.Complaints);
    }

    // Reports about unknown offers are events like any other, and an instance is dropped now and then.
    private static async Task<double> HappenAsync(MagisterProcess magister, CancellationToken over)
    {
        var began = TimeProvider.System.GetTimestamp();
        var calls = 0;
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / EventsPerSecond));
        while (!over.IsCancellationRequested)
        {
            var id = (calls + 1).ToString(CultureInfo.InvariantCulture);
            if (++calls % EventsPerSecond == 0) await magister.Http.DeleteAsync($"drop/{id}", CancellationToken.None);
            else await magister.Http.GetAsync($"verify/77{id}", CancellationToken.None);
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        return calls / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
