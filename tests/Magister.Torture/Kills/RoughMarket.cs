namespace Magister.Torture.Kills;

/// <summary>A market in which everything is fast and little is certain.</summary>
internal static class RoughMarket
{
    private static readonly (string Setting, string Value)[] Calm = [("never-verify", "0"), ("drop-every", "none"), ("boot-failures", "0")];

    /// <param name="settings">Where the programs and the folder are.</param>
    /// <param name="name">The part's folder.</param>
    /// <param name="patience">How long callers wait for an answer.</param>
    public static Task<Trial> BeginAsync(TortureSettings settings, string name, string patience) => Trial.BeginAsync(
        settings, name, null, "--boot", "100ms-600ms", "--boot-failures", "0.02", "--list-lag", "0s-400ms", "--linger", "800ms",
        "--search-lag", "500ms", "--never-verify", "0.04", "--verify-twice", "0.3", "--drop-every", "6s", "--drop-twice", "0.3",
        "--latency", "2ms-60ms", "--rent-answer-delay", "250ms", "--page-cap", "6", "--patience", patience, "--limit-create", "150ms",
        "--create-penalty", "500ms", "--limit-destroy", "150ms", "--limit-list", "40ms", "--limit-show", "20ms", "--limit-search", "150ms");

    /// <summary>From now on nothing goes wrong.</summary>
    public static async Task CalmAsync(Trial trial)
    {
        await trial.Vast.EndFaultsAsync();
        foreach (var (setting, value) in Calm) await trial.Vast.ChangeAsync(setting, value);
    }
}
