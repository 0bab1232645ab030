using Magister.Torture.Programs;
using Magister.Torture.Verdicts;

namespace Magister.Torture;

/// <summary>Checks the fleet from both sides.</summary>
internal static class Fleet
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);

    /// <summary>Waits until as many as wanted are alive, running and verified, and Magister knows exactly them.</summary>
    /// <returns>How long it took; null if it did not happen in time.</returns>
    public static Task<TimeSpan?> SettlesAsync(Trial trial, MagisterRun magister, int number, TimeSpan limit) =>
        Waiting.UntilAsync(() => IsSettledAsync(trial, magister, number), limit);

    /// <summary>Whether it settles after the last fault, and stays settled.</summary>
    /// <returns>How long it took, null if it did not happen in time; and what is wrong, null if nothing is.</returns>
    public static async Task<(TimeSpan? Took, Violation? Violation)> ComesToRestAsync(Trial trial, MagisterRun magister, int number, TimeSpan limit)
    {
        if (await SettlesAsync(trial, magister, number, limit) is not { } took)
        {
            return (null, new Violation(Offence.Otherwise, $"{limit.TotalSeconds:0} s after the last fault the fleet is not at its {number}."));
        }

        return (took, await StaysAsync(trial, magister, number, Watch) ? null : new Violation(Offence.Otherwise, $"The fleet does not stay at its {number}."));
    }

    /// <summary>Watches a settled fleet.</summary>
    /// <returns>Whether nothing was rented and nothing ended.</returns>
    public static async Task<bool> StaysAsync(Trial trial, MagisterRun magister, int number, TimeSpan time)
    {
        var before = await IdsAsync(trial);
        await Task.Delay(time);
        return await IsSettledAsync(trial, magister, number) && before.SetEquals(await IdsAsync(trial));
    }

    public static async Task<HashSet<long>> IdsAsync(Trial trial) => [.. (await trial.Vast.PresentAsync()).Ours.Select(instance => instance.InstanceId)];

    private static async Task<bool> IsSettledAsync(Trial trial, MagisterRun magister, int number)
    {
        var present = await trial.Vast.PresentAsync();
        var ours = present.Ours.Where(instance => instance.Status == "running").Select(instance => instance.InstanceId).ToHashSet();
        if (present.Ours.Count() != number || ours.Count != number || !ours.IsSubsetOf(present.Verified)) return false;
        return await magister.IsReadyAsync() && await magister.KnownAsync() is { } known && ours.SetEquals(known.Keys) && !known.ContainsValue(true);
    }
}
