namespace Magister.Telemetry;

/// <summary>
/// For lines that anyone can cause: the first few of a kind are logged one by one, and then once a minute how many more there were, until
/// there were none for a minute.
/// </summary>
internal sealed class SparseLog : IDisposable
{
    /// <summary>How many lines of a kind are logged one by one.</summary>
    public const int First = 5;

    public const string UnknownVerifies = "verifies of unknown offers";
    public const string UnknownDrops = "drops of unknown offers";

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly ILogger<SparseLog> log;
    private readonly ITimer timer;

    public SparseLog(TimeProvider time, ILogger<SparseLog> log)
    {
        this.log = log;
        timer = time.CreateTimer(_ => TellCounts(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether one more line is logged; otherwise it is counted.</summary>
    /// <param name="kind">Text that follows a number.</param>
    public bool Takes(string kind)
    {
        lock (gate)
        {
            if (counts.Count == 0) timer.Change(Window, Timeout.InfiniteTimeSpan);
            return (counts[kind] = counts.GetValueOrDefault(kind) + 1) <= First;
        }
    }

    public void Dispose() => timer.Dispose();

    private void TellCounts()
    {
        lock (gate)
        {
            foreach (var (kind, count) in counts.ToArray())
            {
                if (count > First) Log.MoreOfAKind(log, count - First, kind);

                // What continues is reported only as a number.
                if (count > First) counts[kind] = First;
                else counts.Remove(kind);
            }

            if (counts.Count > 0) timer.Change(Window, Timeout.InfiniteTimeSpan);
        }
    }
}
