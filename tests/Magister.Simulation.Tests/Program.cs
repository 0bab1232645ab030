using System.Globalization;
using Magister.Simulation.Tests.Defects;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests;

/// <summary>The program behind <c>make simulate</c>, <c>make teeth</c>, <c>make orders</c> and <c>make large</c>.</summary>
internal static class Program
{
    private const string Only = "only=";

    public static int Main(string[] arguments)
    {
        if (arguments is ["large", var number]) return Large(int.Parse(number, CultureInfo.InvariantCulture));
        if (Orders.Parse(arguments) is not { Orders: { } orders })
        {
            Console.Error.WriteLine(Orders.Parse(arguments).Problem);
            return 2;
        }

        return arguments.FirstOrDefault() switch
        {
            OrderTrial.Name => Compare(orders),
            Hunt.Name => HuntDown(orders),
            Teeth.Name => Bite(orders, arguments.FirstOrDefault(argument => argument.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..]),
            _ => Simulate(orders),
        };
    }

    private static int Large(int number)
    {
        foreach (var (what, took) in new LargeFleet(number).Steps()) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {took.TotalSeconds,8:0.00} s"));
        return 0;
    }

    private static int Simulate(Orders orders)
    {
        Console.WriteLine($"seed {orders.Seed}");
        var campaign = new Campaign(orders).Run();
        foreach (var failure in campaign.Failures) Console.WriteLine(Report.OfFailure(failure, orders));
        Console.Write(Report.OfCampaign(campaign));
        return campaign.Failures.Count == 0 ? 0 : 1;
    }

    private static int Compare(Orders orders)
    {
        Console.Write(new OrderTrial(orders).Run());
        return 0;
    }

    private static int HuntDown(Orders orders)
    {
        Hunt.Run(orders, orders.Trials, Console.Out);
        return 0;
    }

    private static int Bite(Orders orders, string? only)
    {
        using var build = new DefectiveBuild(RepositoryRoot.Path);
        if (build.Build() is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }

        return new Teeth(build, orders, Console.Out).Bite(only) ? 0 : 1;
    }
}
