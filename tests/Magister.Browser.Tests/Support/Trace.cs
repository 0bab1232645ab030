using System.Text.Json;
using Microsoft.Playwright;

namespace Magister.Browser.Tests.Support;

/// <summary>Chromium's own record of the tasks that its pages' threads executed.</summary>
internal sealed class Trace : IAsyncDisposable
{
    private readonly ICDPSession session;
    private readonly List<JsonElement> events = [];
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Trace(ICDPSession session)
    {
        this.session = session;
        session.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray());
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
    }

    public static async Task<Trace> BeginAsync(IBrowser browser)
    {
        var trace = new Trace(await browser.NewBrowserCDPSessionAsync());
        await trace.session.SendAsync("Tracing.start", new Dictionary<string, object>
        {
            ["transferMode"] = "ReportEvents",
            ["traceConfig"] = new Dictionary<string, object> { ["includedCategories"] = new[] { "toplevel" } },
        });
        return trace;
    }

    /// <summary>The longest task since the beginning, in milliseconds of CPU time and of clock time.</summary>
    public async Task<(double Processor, double Clock)> EndAsync()
    {
        await session.SendAsync("Tracing.end");
        await complete.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var pages = events.Where(one => Text(one, "name") == "thread_name" && Text(one.GetProperty("args"), "name") == "CrRendererMain").Select(Thread).ToHashSet();
        var tasks = events.Where(one => Text(one, "ph") == "X" && pages.Contains(Thread(one)) && Text(one, "name").Contains("RunTask", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(tasks);
        return (tasks.Max(task => Number(task, "tdur")) / 1000, tasks.Max(task => Number(task, "dur")) / 1000);
    }

    public async ValueTask DisposeAsync() => await session.DetachAsync();

    private static (int Process, int Thread) Thread(JsonElement one) => (one.GetProperty("pid").GetInt32(), one.GetProperty("tid").GetInt32());

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static double Number(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
