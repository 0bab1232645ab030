using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>Draws times.</summary>
internal static class Draw
{
    public static TimeSpan Seconds(this Random random, double least, double most) => TimeSpan.FromSeconds(random.Between(least, most));

    /// <summary>Small values as likely as large ones: uniform on a logarithmic scale.</summary>
    public static double AnySize(this Random random, double least, double most) => least * Math.Pow(most / least, random.NextDouble());

    public static TimeSpan AnySeconds(this Random random, double least, double most) => TimeSpan.FromSeconds(random.AnySize(least, most));

    /// <summary>A value in some worlds, none in the others.</summary>
    public static TimeSpan? SometimesSeconds(this Random random, double share, double least, double most) =>
        random.Hits(share) ? random.AnySeconds(least, most) : null;

    public static double SometimesShare(this Random random, double share, double most) => random.Hits(share) ? random.AnySize(most / 30, most) : 0;
}
