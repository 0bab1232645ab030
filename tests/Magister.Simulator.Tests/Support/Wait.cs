using System.Diagnostics;

namespace Magister.Simulator.Tests.Support;

internal static class Wait
{
    public static async Task UntilAsync(Func<bool> reached, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!reached())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"still waiting: {what}");
            await Task.Delay(5);
        }
    }
}
