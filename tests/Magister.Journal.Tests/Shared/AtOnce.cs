namespace Magister.Journal.Tests.Shared;

/// <summary>Does something several times at the same moment, each time on its own thread.</summary>
internal static class AtOnce
{
    public static T[] Run<T>(int times, Func<int, T> work)
    {
        var results = new T[times];
        using var beginning = new Barrier(times);
        var threads = Enumerable.Range(0, times).Select(index => new Thread(() =>
        {
            beginning.SignalAndWait();
            results[index] = work(index);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }
}
