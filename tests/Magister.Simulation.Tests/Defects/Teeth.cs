using System.Globalization;

namespace Magister.Simulation.Tests.Defects;

/// <summary>Plants each defect and counts the runs until the simulation finds it.</summary>
internal static class Teeth
{
    /// <summary>Writes the table of <c>docs/reliability.md</c>.</summary>
    /// <returns>0 when every defect was found in every trial and the program as it is passed.</returns>
    public static int Bite(int seed, int trials, int runsMost, string? only, TextWriter to)
    {
        using var build = new DefectiveBuild(RepositoryRoot.Path);
        if (build.Build() is { } said)
        {
            to.WriteLine(said);
            return 1;
        }

        var isSound = build.RunUntilCaught(null, seed, runsMost) is not { } failure || Complain(to, failure.Said);
        to.WriteLine("| planted | caught | runs until then, median (most) | by |");
        to.WriteLine("|---|---|---|---|");
        var caught = true;
        foreach (var defect in DefectList.All.Where(defect => only is null || defect.Name == only)) caught &= Try(build, defect, seed, trials, runsMost, to);
        return isSound && caught ? 0 : 1;
    }

    private static bool Try(DefectiveBuild build, Defect defect, int seed, int trials, int runsMost, TextWriter to)
    {
        var failures = Enumerable.Range(0, trials).Select(trial => build.RunUntilCaught(defect, seed + (trial * runsMost), runsMost)).ToArray();
        var runs = failures.Select(failure => failure?.Run ?? int.MaxValue).Order().ToArray();
        var found = failures.Count(failure => failure is not null);
        var rules = failures.OfType<(int, string Rule)>().GroupBy(failure => failure.Rule, StringComparer.Ordinal).OrderByDescending(rule => rule.Count());
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {defect.What} (`{defect.Name}`) | {found} of {trials} | {Count(runs[trials / 2])} ({Count(runs[^1])}) | {string.Join(", ", rules.Select(rule => rule.Key))} |"));
        to.Flush();
        return found == trials;
    }

    private static string Count(int runs) => runs == int.MaxValue ? "never" : runs.ToString(CultureInfo.InvariantCulture);

    private static bool Complain(TextWriter to, string said)
    {
        to.WriteLine($"Without any defect a run failed: {said}");
        return false;
    }
}
