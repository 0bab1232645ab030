using System.Diagnostics;
using Magister.Benchmarks.Load;
using Magister.Benchmarks.Measuring;
using Magister.Benchmarks.Rows;
using Magister.Tests.EndToEnd;

namespace Magister.Benchmarks.Measurements;

/// <summary>From the start of the process to the first 200, with a Vast that takes 5 s for everything.</summary>
internal static class Starts
{
    private const int RunsOfEach = 5;

    public static Measurement TenToRent => Of("start to first 200, 10 to rent", 10, _ => { });

    public static Measurement ThousandToRent => Of("start to first 200, 1,000 to rent", 1000, _ => { });

    public static Measurement ThousandInJournal => Of("start to first 200, 1,000 in the journal", 1000, world => JournalOfLeases.Write(world.StateDirectory, 1000));

    private static Measurement Of(string what, int number, Action<World> before) =>
        Measurement.Fresh([new RowPlan(what, "ms") { Limit = Limit.AtMost(300) }], (subject, _) => RunAsync(subject, what, number, before)) with { Runs = RunsOfEach };

    private static async Task<IReadOnlyList<Reading>> RunAsync(Subject subject, string what, int number, Action<World> before)
    {
        await using var world = await World.CreateAsync(SlowVast.Options);
        before(world);
        var variables = SettledFleet.Variables(subject);
        var clock = Stopwatch.StartNew();
        world.Start(number, variables);
        FirstAnswer.Await(world.Port, "/summary");
        return [new(what, clock.Elapsed.TotalMilliseconds)];
    }
}
