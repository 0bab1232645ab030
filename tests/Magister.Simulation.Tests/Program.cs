using System.Diagnostics;
using System.Globalization;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests;

internal static class Program
{
    public static int Main(string[] arguments)
    {
        var seed = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var runs = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        var failed = 0;
        var tally = new Worlds.Tally();
        for (var i = 0; i < runs; i++)
        {
            var result = Run.Of(seed + i, 1);
            tally.Add(result.Tally);
            if (result.Failure is not { } failure) continue;
            failed++;
            Console.WriteLine($"seed {failure.Seed} at {failure.At}: {failure.Rule}: {failure.What}");
            if (arguments.Length > 2) foreach (var step in Run.Of(seed + i, 1, true).Steps.TakeLast(int.Parse(arguments[2], CultureInfo.InvariantCulture))) Console.WriteLine(step);
        }

        foreach (var (what, count) in tally.Counts) Console.WriteLine($"{count,12:0.##} {what}");
        Console.WriteLine($"{runs} runs, {failed} failed, {clock.Elapsed.TotalMilliseconds / runs:0} ms each");
        return failed == 0 ? 0 : 1;
    }
}
