using System.Diagnostics;

namespace Magister.Tests.EndToEnd;

/// <summary>Waits for a condition that a test expects.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task IsTrueAsync(string what, Func<bool> condition, double seconds = 30, Func<string>? details = null) =>
        IsTrueAsync(what, () => Task.FromResult(condition()), seconds, details);

    public static async Task IsTrueAsync(string what, Func<Task<bool>> condition, double seconds = 30, Func<string>? details = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed.TotalSeconds < seconds, $"After {seconds} s it is still not so that {what}.\n{details?.Invoke()}");
            await Task.Delay(Pause);
        }
    }
}
