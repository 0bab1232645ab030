using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Magister.Benchmarks.Load;

/// <summary>A <see cref="CallerLoad"/> in a process of its own: in the process of a simulated Vast it would measure how busy that is.</summary>
internal static class CallerProcess
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Starts one, tells it twice a second which offers' instances are alive, and returns its report.</summary>
    /// <param name="bare">A bare handler, called at the same moments.</param>
    /// <param name="living">At least one at the beginning.</param>
    /// <exception cref="InvalidOperationException">It ended without a report.</exception>
    public static async Task<LoadReport> MeasureAsync(Uri magister, Uri bare, TimeSpan length, Func<IEnumerable<long>> living)
    {
        string[] arguments = [typeof(CallerProcess).Assembly.Location, "load", $"{magister}", $"{bare}", $"{length.TotalSeconds:0}"];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var report = process.StandardOutput.ReadLineAsync();
        while (!report.IsCompleted)
        {
            await process.StandardInput.WriteLineAsync(string.Join(' ', living()));
            await process.StandardInput.FlushAsync();
            await Task.WhenAny(report, Task.Delay(Look));
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<LoadReport>(await report ?? throw new InvalidOperationException("the callers ended without a report"))!;
    }

    /// <summary>The process itself. It reads its input to the end, so that a writer never finds it gone.</summary>
    public static async Task<int> RunAsync(string magister, string bare, string seconds)
    {
        using var magisterHttp = new HttpClient { BaseAddress = new Uri(magister) };
        using var bareHttp = new HttpClient { BaseAddress = new Uri(bare) };
        var load = new CallerLoad(magisterHttp, bareHttp);
        load.Hear(Offers(Console.ReadLine()!));
        var hearing = Task.Run(() =>
        {
            while (Console.ReadLine() is { } line) load.Hear(Offers(line));
        });
        var report = await load.RunAsync(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        Console.WriteLine(JsonSerializer.Serialize(report));
        await hearing;
        return 0;
    }

    private static ImmutableArray<long> Offers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
