using System.Collections.Concurrent;

namespace Magister.Running;

/// <summary>The parts that run as long as the program: each announces when it will report again; one that does not report is hanging.</summary>
internal sealed class Vitals(TimeProvider time)
{
    /// <summary>How much longer than announced, or than a request may take, a part is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly long origin = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, TimeSpan> dueBy = new(StringComparer.Ordinal);

    /// <summary>A description of the part that has been hanging longest; null if none is.</summary>
    public string? StandsStill =>
        dueBy.Where(part => part.Value < Now).OrderBy(part => part.Value).Select(part => Text(part.Key, Now - part.Value)).FirstOrDefault();

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>The part is alive, and reports again within that time.</summary>
    public void Lives(string part, TimeSpan again) => dueBy[part] = Now + again + Patience;

    /// <summary>The part waits for something that may never come.</summary>
    public void Rests(string part) => dueBy.TryRemove(part, out _);

    /// <param name="overdue">For how long it should have reported, not counting the patience.</param>
    public static string Text(string part, TimeSpan overdue) => $"{part} has been hanging for {(overdue + Patience).TotalSeconds:0} s";

    /// <summary>Runs one turn of a part. An unexpected exception is logged and ends this turn, not the part.</summary>
    public static async Task TurnAsync(string part, Func<Task> turn, ILogger log, CancellationToken stopping)
    {
        try
        {
            await turn();
        }
#pragma warning disable CA1031 // A part that ended silently would go unnoticed.
        catch (Exception defect) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LoopLog.TurnBroke(log, part, defect);
        }
    }
}
