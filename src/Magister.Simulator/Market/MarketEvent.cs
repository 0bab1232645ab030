namespace Magister.Simulator.Market;

/// <summary>The kind of an event.</summary>
public enum MarketEventKind
{
    /// <summary>An instance was rented.</summary>
    Rented,

    /// <summary>An instance is running.</summary>
    Booted,

    /// <summary>A boot ended in an error.</summary>
    BootFailed,

    /// <summary>A running instance is exited, offline or unknown.</summary>
    Died,

    /// <summary>An instance was stopped.</summary>
    Stopped,

    /// <summary>An instance is gone.</summary>
    Destroyed,

    /// <summary>The admin changed something.</summary>
    Changed,

    /// <summary>A call was refused.</summary>
    Refused,

    /// <summary>A call came too soon.</summary>
    Limited,

    /// <summary>A fault struck.</summary>
    Fault,

    /// <summary>A Contemplant was verified.</summary>
    Verified,

    /// <summary>A Contemplant's call failed; it tries again.</summary>
    VerifyFailed,

    /// <summary>The Hierophant dropped a Contemplant.</summary>
    Dropped,

    /// <summary>A Contemplant's process or its watch has changed.</summary>
    Worker,

    /// <summary>The Hierophant went away or came back.</summary>
    Server,
}

/// <summary>Something that happened in the market.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">A description for people.</param>
/// <param name="InstanceId">The instance it is about.</param>
public sealed record MarketEvent(DateTimeOffset At, MarketEventKind Kind, string Text, long? InstanceId = null)
{
    /// <summary>The Contemplant that starts with this.</summary>
    public BootedInstance? Started { get; init; }

    /// <summary>Whether a Contemplant ends with this.</summary>
    public bool Ended { get; init; }
}

/// <summary>An instance in whose container a Contemplant starts.</summary>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="Onstart">Its onstart script.</param>
/// <param name="MachineTemper">The machine's draw between 0 and 1: machines with low ones never verify.</param>
/// <param name="PublicAddress">The machine's address.</param>
/// <param name="GpuCount">GPUs in the container.</param>
public sealed record BootedInstance(long InstanceId, string? Onstart, double MachineTemper, string PublicAddress, int GpuCount);
