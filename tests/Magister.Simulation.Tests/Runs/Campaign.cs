using System.Diagnostics;
using Magister.Simulation.Tests.Worlds;

namespace Magister.Simulation.Tests.Runs;

/// <summary>Many runs, on as many threads as specified; the result of a run is the same on any of them.</summary>
internal sealed class Campaign(Orders orders)
{
    /// <summary>This many failures are enough.</summary>
    private const int MaxFailures = 20;

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<Failure> failures = [];
    private int next;

    public Orders Orders => orders;

    public Tally Tally { get; } = new();

    public int Runs { get; private set; }

    public IReadOnlyList<Failure> Failures => [.. failures.OrderBy(failure => failure.Seed)];

    public TimeSpan Took { get; private set; }

    /// <summary>The longest time that a fleet took to come to rest, as a share of its bound, and in which run.</summary>
    public (double Share, int Seed, TimeSpan After, TimeSpan Bound) SlowestRest { get; private set; }

    public Campaign Run()
    {
        var threads = Enumerable.Range(0, Math.Max(1, orders.Threads)).Select(_ => new Thread(Work, 16 * 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Took = clock.Elapsed;
        return this;
    }

    private void Work()
    {
        while (Take() is { } seed) Note(OneRun.Of(seed, orders.Days, isShared: orders.OnlyShared));
    }

    private int? Take()
    {
        lock (gate)
        {
            var isOver = next >= orders.Runs || failures.Count >= MaxFailures || clock.Elapsed > orders.Limit;
            return isOver ? null : orders.Seed + next++;
        }
    }

    private void Note(RunResult result)
    {
        lock (gate)
        {
            Runs++;
            Tally.Add(result.Tally);
            if (result.Failure is { } failure) failures.Add(failure);
            if (result.SettledAfter is { } after && after / result.Bound > SlowestRest.Share) SlowestRest = (after / result.Bound, result.Seed, after, result.Bound);
        }
    }
}
