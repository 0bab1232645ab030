using System.Globalization;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Tests;

/// <summary>The same worlds every time, run once for all tests that look at them. <c>SIMULATION_RUNS</c> sets how many.</summary>
public sealed class FixedSeeds
{
    private const int Usually = 2000;
    private const int First = 1;

    public FixedSeeds() => Campaign = new Campaign(new Orders { Seed = First, Runs = Runs }).Run();

    /// <summary>Whether there are enough worlds to check what they cover.</summary>
    public static bool AreComplete => Runs >= Usually;

    internal Campaign Campaign { get; }

    private static int Runs =>
        int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : Usually;
}
