using Magister.Simulation.Tests.Rules;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Runs;

/// <summary>What went wrong in a run.</summary>
/// <param name="At">When, from the world's beginning.</param>
internal sealed record Failure(int Seed, TimeSpan At, string Rule, string What);

/// <summary>The result of a run.</summary>
internal sealed record RunResult(int Seed, Tally Tally, Failure? Failure, IReadOnlyList<string> Steps, TimeSpan? SettledAfter, TimeSpan Bound);

/// <summary>One world from one seed.</summary>
internal static class OneRun
{
    public static RunResult Of(int seed, double days, bool isLogged = false, bool isShared = false)
    {
        var plan = PlanDraw.Of(seed, days, isShared);
        var world = new World(plan, isLogged);
        var failure = FailureOf(world);
        return new RunResult(seed, world.Tally, failure, world.Log.Steps, world.SettledAfter, world.RestBound);
    }

    private static Failure? FailureOf(World world)
    {
        try
        {
            world.Run();
            return null;
        }
        catch (RuleBrokenException broken)
        {
            return new Failure(world.Plan.Seed, world.Time.Elapsed, broken.Rule, broken.What);
        }
#pragma warning disable CA1031 // Whatever escapes is a defect that the run has found.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return new Failure(world.Plan.Seed, world.Time.Elapsed, "no exception", defect.ToString());
        }
    }
}
