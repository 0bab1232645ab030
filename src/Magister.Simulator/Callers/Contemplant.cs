using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>A worker in a running instance, and the watch that restarts it if there is one.</summary>
internal sealed class Contemplant(BootedInstance instance)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(5);

    private TimeSpan _rest = ShortestRest;

    public BootedInstance Instance => instance;

    public long InstanceId => instance.InstanceId;

    /// <summary>Null until it is known, or if it has no drop endpoint.</summary>
    public ContemplantEnvironment? Environment { get; set; }

    public bool IsVerified { get; set; }
    public bool IsDropped { get; set; }

    /// <summary>The number of its process, from 1; steps planned for an earlier process do not apply.</summary>
    public int Process { get; private set; }

    public ContemplantState State { get; set; } = ContemplantState.Down;
    public DateTimeOffset BegunAt { get; private set; }
    public DateTimeOffset? WorksSince { get; set; }
    public int Restarts { get; set; }
    public string? LastWords { get; private set; }

    /// <summary>Its watch hangs for good: it neither reports nor restarts.</summary>
    public bool IsSilent { get; set; }

    /// <summary>It cannot reach Magister before this time.</summary>
    public DateTimeOffset CutUntil { get; set; }

    /// <summary>Its watch waits for an answer, and afterwards reports what has changed meanwhile.</summary>
    public bool IsReporting { get; set; }

    /// <summary>Something has changed that its watch has not reported yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>Counts its pulses: a planned pulse does not apply if another was sent before it.</summary>
    public int Pulses { get; set; }

    public bool IsWatched => Environment?.PulseEndpoint is not null && !IsSilent;

    // A real one replaces every "drop" in the text, wherever it occurs.
    public string VerifyEndpoint => Environment!.DropEndpoint.Replace("drop", "verify", StringComparison.Ordinal);

    public ContemplantRecord Record() => new(InstanceId, State, WorksSince, IsWatched, IsSilent, CutUntil, Restarts);

    public void Begin(DateTimeOffset now)
    {
        Process++;
        (State, BegunAt, LastWords) = (ContemplantState.Starting, now, null);
    }

    /// <summary>Its process ends.</summary>
    /// <returns>How long its watch waits before it starts another one.</returns>
    public TimeSpan End(string why, DateTimeOffset now)
    {
        (State, WorksSince) = (ContemplantState.Down, null);
        LastWords = $"{BegunAt:O} INFO contemplant: starting\n{now:O} ERROR contemplant: {why}\n";
        if (now - BegunAt >= LongLife) _rest = ShortestRest;
        var rest = _rest;
        _rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
        return rest;
    }
}
