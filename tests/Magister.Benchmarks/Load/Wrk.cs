namespace Magister.Benchmarks.Load;

/// <summary>Requests one address over and over: two threads with 32 connections.</summary>
internal static class Wrk
{
    public static async Task<WrkReport> RunAsync(Uri address, TimeSpan time, params IEnumerable<string> headers)
    {
        string[] asked = [.. headers.SelectMany(header => new[] { "-H", header })];
        return WrkReport.Read(await Command.OutputAsync("wrk", ["-t2", "-c32", $"-d{time.TotalSeconds:0}s", "--latency", .. asked, address.ToString()]));
    }
}
