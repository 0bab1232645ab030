using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;
using Magister.Simulator.Market;

namespace Magister.Benchmarks.Measurements;

/// <summary>How fast a drop becomes a destroy, and its confirmation a new rent. Each run is one drop.</summary>
internal static class Drops
{
    private const string ToDestroy = "drop sent to destroy at Vast";
    private const string ToRent = "destroy confirmed to replacement's rent at Vast";
    private const int Number = 5;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(30);

    public static Measurement Measurement => new()
    {
        Rows = [new RowPlan(ToDestroy, "ms") { Limit = Limit.NoneAbove(50) }, new RowPlan(ToRent, "ms")],
        Runs = 20,
        PrepareAsync = PrepareAsync,
    };

    private static async Task<Stage> PrepareAsync(Subject subject, BenchSettings settings)
    {
        var fleet = await SettledFleet.StartAsync(subject, Number, Polling);
        return new Stage([() => RunAsync(fleet)], fleet);
    }

    private static async Task<IReadOnlyList<Reading>> RunAsync(SettledFleet fleet)
    {
        var victim = fleet.World.Ours().First();
        var droppedAt = TimeProvider.System.GetUtcNow();
        await fleet.Magister.DropAsync(victim.OfferId!.Value, "measured");
        await fleet.World.SettlesAsync(fleet.Magister, Number);
        var calls = fleet.World.Vast.Market.Truth().Calls;
        var destroy = calls.Last(call => call.Endpoint is VastEndpoint.Destroy);
        var rent = calls.First(call => call.Endpoint is VastEndpoint.Create && call.Ordinal > destroy.Ordinal);
        return
        [
            new(ToDestroy, (destroy.ArrivedAt - droppedAt).TotalMilliseconds),
            new(ToRent, (rent.ArrivedAt - destroy.AnsweredAt!.Value).TotalMilliseconds),
        ];
    }
}
