using System.Globalization;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Defects;

/// <summary>Runs worlds until one fails, some times over, each time from other seeds. What a defective build is started with.</summary>
internal static class Hunt
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "hunt";

    /// <summary>One line a trial: the number of the run that failed, and which rule it broke; 0 where none failed.</summary>
    public static void Run(Orders orders, int trials, TextWriter to)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            var caught = First(orders.Seed + (trial * orders.Runs), orders);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{caught.Run} {caught.Rule}"));
            to.Flush();
        }
    }

    private static (int Run, string Rule) First(int seed, Orders orders)
    {
        for (var run = 1; run <= orders.Runs; run++)
        {
            if (OneRun.Of(seed + run - 1, orders.Days, isShared: orders.OnlyShared).Failure is { } failure) return (run, failure.Rule);
        }

        return (0, "");
    }
}
