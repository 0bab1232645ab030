using System.Diagnostics;

namespace Magister.Torture.Verdicts;

/// <summary>Runs a part so that a failure in it is a verdict too, and the other parts still run.</summary>
internal static class PartRun
{
    public static async Task<PartReport> GuardAsync(string name, Func<TortureSettings, Task<PartReport>> run, TortureSettings settings)
    {
        var clock = Stopwatch.StartNew();
        var report = await TryAsync(name, run, settings);
        Console.WriteLine($"  {(report.Skipped is { } why ? $"skipped: {why}" : $"done in {clock.Elapsed.TotalSeconds:0} s")}");
        return report;
    }

    private static async Task<PartReport> TryAsync(string name, Func<TortureSettings, Task<PartReport>> run, TortureSettings settings)
    {
        try
        {
            return await run(settings);
        }
        catch (NotAllowedException notAllowed)
        {
            return new PartReport(name, "") { Skipped = notAllowed.Message };
        }
        catch (Exception broken) when (broken is HttpRequestException or InvalidOperationException or IOException or TimeoutException)
        {
            return new PartReport(name, "") { Violations = [new Violation(Offence.Otherwise, $"The part broke off: {broken}")] };
        }
    }
}

/// <summary>This computer does not allow something that a part needs.</summary>
internal sealed class NotAllowedException : Exception
{
    public NotAllowedException()
    {
    }

    public NotAllowedException(string message)
        : base(message)
    {
    }

    public NotAllowedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
