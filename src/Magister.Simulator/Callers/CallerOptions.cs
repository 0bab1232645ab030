using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>How Contemplants and the Hierophant behave. All of it can be changed while the simulator runs.</summary>
public sealed record CallerOptions
{
    /// <summary>Fraction of machines whose Contemplants never call. The default value is 0.</summary>
    public double NeverVerify { get; init; }

    /// <summary>Time from a Contemplant's start to its first call. The default value is 0.</summary>
    public DurationRange VerifyDelay { get; init; }

    /// <summary>Time until a Contemplant that was refused or reached nobody starts over. The default value is 5 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Fraction of Contemplants that call again right after they were verified. The default value is 0.</summary>
    public double VerifyTwice { get; init; }

    /// <summary>Mean time between the Hierophant's drops. The default value is null: it drops none by itself.</summary>
    public TimeSpan? DropEvery { get; init; }

    /// <summary>Fraction of drops that are sent twice. The default value is 0.</summary>
    public double DropTwice { get; init; }

    /// <summary>How long a caller waits for an answer. The default value is 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the <c>onstart</c> text is only read. Otherwise it is run in a shell, as long as no more than
    /// <see cref="ShellLimit"/> instances exist. The default value is false.
    /// </summary>
    public bool ReadOnstart { get; init; }

    /// <summary>Most instances with which a shell is still used. The default value is 50.</summary>
    public int ShellLimit { get; init; } = 50;

    /// <summary>The shell that runs <c>onstart</c>. The default value is <c>sh</c>.</summary>
    public string Shell { get; init; } = "sh";
}
