using Magister.Torture.Verdicts;

namespace Magister.Torture.Disks;

/// <summary>A start on a state directory that cannot be written ends with exit code 6 and says why, and rents nothing.</summary>
internal static class RefusedStart
{
    private const int StateUnusable = 6;

    public static async Task<IReadOnlyList<Violation>> TryAsync(Trial trial, int number, string reason)
    {
        var violations = new List<Violation>();
        await using var magister = trial.Start(number);
        var ended = await Waiting.UntilAsync(() => Task.FromResult(magister.Process.HasExited), TimeSpan.FromSeconds(10));
        var code = ended is null ? -1 : await magister.Process.ExitCodeAsync(TimeSpan.FromSeconds(1));
        var says = magister.Process.Output;
        if (code != StateUnusable) violations.Add(new Violation(Offence.Otherwise, $"A start with \"{reason}\" ends with code {code}, not {StateUnusable}."));
        if (!says.Contains("state directory", StringComparison.Ordinal) || !says.Contains(reason, StringComparison.Ordinal))
        {
            violations.Add(new Violation(Offence.Otherwise, $"A start with \"{reason}\" does not say so: {says.Trim()}"));
        }

        return violations;
    }
}
