using System.Globalization;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Defects;

/// <summary>Runs worlds until one fails, several times, each time with other seeds. The entry point of a defective build.</summary>
internal static class Hunt
{
    /// <summary>The first argument that selects it.</summary>
    public const string Name = "hunt";

    /// <summary>One line per trial: the number of the failed run and the rule that it broke; 0 if none failed.</summary>
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
