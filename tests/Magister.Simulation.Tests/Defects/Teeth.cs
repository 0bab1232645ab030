using System.Collections.Immutable;
using System.Globalization;
using Magister.Simulation.Tests.Runs;

namespace Magister.Simulation.Tests.Defects;

/// <summary>Plants each defect and counts the runs until the simulation finds it: the program behind <c>make teeth</c>.</summary>
internal sealed class Teeth(DefectiveBuild build, Orders orders, TextWriter to)
{
    /// <summary>The first argument that selects it.</summary>
    public const string Name = "teeth";

    private readonly Lock gate = new();

    /// <summary>Writes one line per defect.</summary>
    /// <param name="only">The names of the defects to try, separated by spaces or commas; null for all.</param>
    /// <returns>Whether each was found in each trial, and nothing was found where nothing was planted.</returns>
    public bool Bite(string? only)
    {
        var isSound = build.Hunt(null, orders.Seed, orders.Runs, 1, orders.OnlyShared) is [(0, _)];
        to.WriteLine(isSound ? $"Without a defect {orders.Runs} runs pass." : "Without a defect a run fails: see make simulate.");
        to.WriteLine();
        to.WriteLine("| planted | caught | runs until then: median, most | by the rule |");
        to.WriteLine("|---|---|---|---|");
        var isCaught = DefectList.All.Where(defect => only is null || only.Split(' ', ',').Contains(defect.Name, StringComparer.Ordinal))
            .AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).Select(Try).ToArray();
        return isSound && isCaught.Length > 0 && Array.TrueForAll(isCaught, caught => caught);
    }

    private bool Try(Defect defect)
    {
        var hunted = build.Hunt(defect, orders.Seed, orders.Runs, orders.Trials, orders.OnlyShared);
        var runs = hunted.Where(trial => trial.Run > 0).Select(trial => trial.Run).Order().ToImmutableArray();
        var isCaught = runs.Length == orders.Trials;
        var figures = isCaught ? string.Create(CultureInfo.InvariantCulture, $"{runs[orders.Trials / 2]}, {runs[^1]}") : $"not within {orders.Runs}";
        var rules = hunted.Where(trial => trial.Run > 0).CountBy(trial => trial.Rule, StringComparer.Ordinal).OrderByDescending(rule => rule.Value);
        lock (gate)
        {
            to.WriteLine($"| {defect.What} (`{defect.Name}`) | {runs.Length} of {orders.Trials} | {figures} | {string.Join(", ", rules.Select(rule => rule.Key))} |");
            to.Flush();
        }

        return isCaught;
    }
}
