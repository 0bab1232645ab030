using System.Collections.Immutable;

namespace Magister.Simulation.Tests.Lives;

/// <summary>Moments at which the program can be killed.</summary>
internal enum CrashMoment
{
    /// <summary>While it waits.</summary>
    Idle,

    /// <summary>Between opening the journal and the first turn.</summary>
    Starting,

    /// <summary>In the middle of a call to the disk.</summary>
    InDiskCall,

    BeforeWrite,

    AfterWrite,

    BeforeLeaving,

    AfterLeaving,

    BeforeAnswer,

    AfterAnswer,

    BeforeReply,

    AfterReply,
}

/// <summary>How lives end.</summary>
internal sealed record CrashPlan
{
    public static readonly CrashPlan Never = new();

    /// <summary>The probability of a kill each time such a moment passes.</summary>
    public ImmutableDictionary<CrashMoment, double> Rates { get; init; } = ImmutableDictionary<CrashMoment, double>.Empty;

    /// <summary>Mean time between kills while nothing happens.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Mean time between orderly ends.</summary>
    public TimeSpan? OrderlyEnds { get; init; }

    /// <summary>Fraction of kills that are power cuts.</summary>
    public double PowerCuts { get; init; }

    /// <summary>Fraction of ends after which the state directory is gone.</summary>
    public double LostDirectories { get; init; }

    /// <summary>The longest pause before the next life.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the loop is late, and by how much at most.</summary>
    public double LateTurns { get; init; }

    public TimeSpan LatestTurn { get; init; }

    /// <summary>Mean number of appends between compactions ahead of time; null for none.</summary>
    public int? CompactionEvery { get; init; }
}
