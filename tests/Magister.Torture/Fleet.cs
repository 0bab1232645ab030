using Magister.Torture.Programs;

namespace Magister.Torture;

/// <summary>Looks at the fleet from both sides.</summary>
internal static class Fleet
{
    /// <summary>Waits until as many as wanted are alive, running and verified, and Magister knows exactly them.</summary>
    /// <returns>How long it took; null when it did not come about in time.</returns>
    public static Task<TimeSpan?> SettlesAsync(Trial trial, MagisterRun magister, int number, TimeSpan limit) =>
        Waiting.UntilAsync(() => IsSettledAsync(trial, magister, number), limit);

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
