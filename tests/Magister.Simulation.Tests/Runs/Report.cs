using System.Globalization;
using System.Text;

namespace Magister.Simulation.Tests.Runs;

/// <summary>The report of a campaign: each failure with everything needed to reproduce it, and a table.</summary>
internal static class Report
{
    /// <summary>How many of a failure's last steps are shown; <c>SIMULATION_STEPS</c> overrides it.</summary>
    private static readonly int StepsShown =
        int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_STEPS"), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) ? steps : 50;

    /// <summary>Runs the failed world once more, with every step logged.</summary>
    public static string OfFailure(Failure failure, Orders orders)
    {
        var again = OneRun.Of(failure.Seed, orders.Days, isLogged: true, orders.OnlyShared);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"BROKEN: {failure.Rule}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {failure.What}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  at {failure.At:d\\.hh\\:mm\\:ss\\.fffffff} of the world with seed {failure.Seed}, commit {Commit.Text()}");
        text.AppendLine(again.Failure == failure ? "  it replays identically; the world, and its last steps:" : $"  IT DOES NOT REPLAY: the second time {again.Failure?.ToString() ?? "nothing was broken"}; the world, and its last steps:");
        foreach (var step in again.Steps.Take(1).Concat(again.Steps.Skip(1).TakeLast(StepsShown))) text.Append("    ").AppendLine(step);
        text.AppendLine(CultureInfo.InvariantCulture, $"  again: make simulate SEED={failure.Seed} RUNS=1 DAYS={orders.Days}{(orders.OnlyShared ? " SHARED=1" : "")}");
        return text.ToString();
    }

    public static string OfCampaign(Campaign campaign)
    {
        var (tally, text) = (campaign.Tally, new StringBuilder());
        Line(text, "runs", campaign.Runs, $"from seed {campaign.Orders.Seed}, commit {Commit.Text()}");
        Line(text, "virtual days", campaign.Runs * campaign.Orders.Days, "");
        Line(text, "seconds", campaign.Took.TotalSeconds, $"{campaign.Took.TotalMilliseconds / Math.Max(1, campaign.Runs):0} ms a run on {campaign.Orders.Threads} threads");
        Line(text, "failures", campaign.Failures.Count, "");
        var (share, seed, after, bound) = campaign.SlowestRest;
        Line(text, "slowest rest", after.TotalSeconds, string.Create(CultureInfo.InvariantCulture, $"s after the trouble, {share:P0} of its bound of {bound.TotalSeconds:0} s (seed {seed})"));
        foreach (var (what, count) in tally.Counts) Line(text, what, count, "");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, double count, string rest) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{count,14:#,0.##}  {what}{(rest.Length > 0 ? ": " : "")}{rest}");
}
