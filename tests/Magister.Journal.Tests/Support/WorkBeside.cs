namespace Magister.Journal.Tests.Support;

/// <summary>The journal's background work, done when a test says so.</summary>
internal sealed class WorkBeside
{
    private readonly Queue<Action> waiting = [];

    /// <summary>Called when there is something to do.</summary>
    public Action? Begun { get; set; }

    public void Begin(Action work)
    {
        waiting.Enqueue(work);
        Begun?.Invoke();
    }

    public void Do()
    {
        while (waiting.TryDequeue(out var work)) work();
    }

    /// <summary>The process is gone, and its threads with it.</summary>
    public void Forget() => waiting.Clear();
}
