using System.Diagnostics;

namespace Magister.Torture;

/// <summary>Waits for a condition to come true.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>How long it took; null if it did not happen in time.</returns>
    public static async Task<TimeSpan?> UntilAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit) return null;
            await Task.Delay(Pause);
        }

        return clock.Elapsed;
    }
}
