using System.Diagnostics;
using Magister.Simulator.Market;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks.Measuring;

/// <summary>A Magister with its simulated Vast, all of whose instances are rented, verified and known.</summary>
internal sealed class SettledFleet : IAsyncDisposable
{
    private const double PatienceSeconds = 180;
    private const int OffersAnInstance = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private SettledFleet(World world, MagisterProcess magister)
    {
        World = world;
        Magister = magister;
    }

    public World World { get; }

    public MagisterProcess Magister { get; }

    public static (string Name, string Value)[] Variables(Subject subject, params (string Name, string Value)[] changes) =>
        [(MagisterProcess.ProgramVariable, subject.Program), ("LOG_LEVEL", "info"), .. changes];

    /// <param name="polling">How often Vast is asked for the list.</param>
    /// <param name="changes">Additional environment variables.</param>
    public static async Task<SettledFleet> StartAsync(Subject subject, int number, TimeSpan polling, params (string Name, string Value)[] changes)
    {
        var world = await World.CreateAsync(options => options with { Market = options.Market with { Offers = Math.Max(300, number * OffersAnInstance) } });
        try
        {
            var magister = await world.StartAsync(number, Variables(subject, [("TASK_POLLING_INTERVAL_SECS", $"{polling.TotalSeconds:0.###}"), .. changes]));
            await SettlesAsync(world, magister, number);
            return new SettledFleet(world, magister);
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public Uri Address(string path) => new(Magister.Http.BaseAddress!, path);

    /// <summary>Waits until a complete list that began after now was answered, so that the memory it leaves belongs to a settled fleet.</summary>
    public async Task ListsOnceMoreAsync(int number)
    {
        var pages = (number / World.Vast.Market.Options.PageCap) + 1;
        var before = Lists();
        await Eventually.IsTrueAsync("Vast was asked for the whole list", () => Lists() >= before + pages, PatienceSeconds);

        int Lists() => World.Vast.Market.Truth().To(VastEndpoint.List).Count();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private static async Task SettlesAsync(World world, MagisterProcess magister, int number)
    {
        var clock = Stopwatch.StartNew();
        while (Verified(world) < number || (await magister.SummaryAsync()).GetProperty("num_instances").GetInt32() != number)
        {
            if (clock.Elapsed.TotalSeconds > PatienceSeconds) throw new TimeoutException($"{number} instances are not verified after {PatienceSeconds} s");
            await Task.Delay(Pause);
        }
    }

    private static int Verified(World world) =>
        world.Vast.Market.Truth().CallerCalls.Where(call => call is { Kind: CallKind.Verify, Succeeded: true }).Select(call => call.InstanceId).Distinct().Count();
}
