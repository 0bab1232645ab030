using System.Collections.Immutable;
using Magister.Benchmarks.Rows;

namespace Magister.Benchmarks.Measuring;

/// <summary>One run: its reading for each of its rows.</summary>
internal delegate Task<IReadOnlyList<Reading>> Step();

/// <summary>Rows that share the same preparation.</summary>
internal sealed record Measurement
{
    public required ImmutableArray<RowPlan> Rows { get; init; }

    /// <summary>Puts everything in place for one program.</summary>
    public required Func<Subject, BenchSettings, Task<Stage>> PrepareAsync { get; init; }

    /// <summary>How often it runs; null for the number in the settings.</summary>
    public int? Runs { get; init; }

    /// <summary>Whether its runs do not disturb each other and take long, so that all of them run at the same time.</summary>
    public bool AtOnce { get; init; }

    /// <summary>One that starts afresh at each run.</summary>
    public static Measurement Fresh(ImmutableArray<RowPlan> rows, Func<Subject, BenchSettings, Task<IReadOnlyList<Reading>>> run) => new()
    {
        Rows = rows,
        PrepareAsync = (subject, settings) => Task.FromResult(new Stage([() => run(subject, settings)])),
    };
}

/// <summary>A finished preparation: the steps, each of which is repeated before the next.</summary>
internal sealed class Stage(ImmutableArray<Step> steps, params ImmutableArray<IAsyncDisposable> props) : IAsyncDisposable
{
    public ImmutableArray<Step> Steps => steps;

    public async ValueTask DisposeAsync()
    {
        foreach (var prop in props) await prop.DisposeAsync();
    }
}
