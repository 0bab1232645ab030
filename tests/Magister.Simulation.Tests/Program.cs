using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests;

/// <summary>The program behind <c>make simulate</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (Orders.Parse(arguments) is not { Orders: { } orders })
        {
            Console.Error.WriteLine(Orders.Parse(arguments).Problem);
            return 2;
        }

        Console.WriteLine($"seed {orders.Seed}");
        var campaign = new Campaign(orders).Run();
        foreach (var failure in campaign.Failures) Console.WriteLine(Report.OfFailure(failure, orders.Days));
        Console.Write(Report.OfCampaign(campaign));
        return campaign.Failures.Count == 0 ? 0 : 1;
    }
}
