using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>How Contemplants and the Hierophant behave. All of it can be changed while the simulator runs.</summary>
public sealed record CallerOptions
{
    /// <summary>Fraction of machines whose Contemplants never call. The default value is 0.</summary>
    public double NeverVerify { get; init; }

    /// <summary>Time from a Contemplant's start to its first call. The default value is 0.</summary>
    public DurationRange VerifyDelay { get; init; }

    /// <summary>Time after which a Contemplant that was refused or got no answer starts over. The default value is 5 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Fraction of Contemplants that call again right after they were verified. The default value is 0.</summary>
    public double VerifyTwice { get; init; }

    /// <summary>Mean time between the Hierophant's drops. The default value is null: it drops none by itself.</summary>
    public TimeSpan? DropEvery { get; init; }

    /// <summary>
    /// Mean time between the Hierophant's restarts, which end every connection and every Contemplant. The default value is null: never.
    /// </summary>
    public TimeSpan? HierophantRestarts { get; init; }

    /// <summary>How long the Hierophant is away after a random restart. The default value is 20 to 60 seconds.</summary>
    public DurationRange HierophantAway { get; init; } = DurationRange.Seconds(20, 60);

    /// <summary>Mean time until the Hierophant loses a worker's connection, without a drop. The default value is null: it loses none.</summary>
    public TimeSpan? LoseEvery { get; init; }

    /// <summary>
    /// Fraction of machines whose Contemplants' version the Hierophant disconnects shortly after they verify. The default value is 0.
    /// </summary>
    public double RefusedVersions { get; init; }

    /// <summary>What the Hierophant's HTTP API answers. The default value is <see cref="HierophantFault.None"/>: the truth.</summary>
    public HierophantFault HierophantFault { get; init; }

    /// <summary>Mean life of a Contemplant's process. The default value is null: none ends by itself.</summary>
    public TimeSpan? ProcessLife { get; init; }

    /// <summary>Fraction of machines whose Contemplants verify and then never work: the Hierophant never has them. The default value is 0.</summary>
    public double BrokenContemplants { get; init; }

    /// <summary>Mean time until an instance's watch hangs for good while its Contemplant goes on. The default value is null: none does.</summary>
    public TimeSpan? WatchLife { get; init; }

    /// <summary>Mean time until an instance cannot reach Magister for a while. The default value is null: none is cut off.</summary>
    public TimeSpan? CutEvery { get; init; }

    /// <summary>How long an instance is cut off. The default value is 10 seconds to 5 minutes.</summary>
    public DurationRange CutLength { get; init; } = DurationRange.Seconds(10, 300);

    /// <summary>Fraction of drops that are sent twice. The default value is 0.</summary>
    public double DropTwice { get; init; }

    /// <summary>How long a caller waits for an answer. The default value is 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the <c>onstart</c> text is only read. Otherwise it is run in a shell, as long as no more than
    /// <see cref="ShellLimit"/> instances exist. The default value is false.
    /// </summary>
    public bool ReadOnstart { get; init; }

    /// <summary>The most instances with which a shell is still used. The default value is 50.</summary>
    public int ShellLimit { get; init; } = 50;

    /// <summary>The shell that runs <c>onstart</c>. The default value is <c>sh</c>.</summary>
    public string Shell { get; init; } = "sh";
}
