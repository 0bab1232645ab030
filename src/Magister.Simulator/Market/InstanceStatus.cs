namespace Magister.Simulator.Market;

/// <summary>The values of <c>actual_status</c>; an instance that is being provisioned has none.</summary>
public static class InstanceStatus
{
    /// <summary>The container exists and has not begun to load.</summary>
    public const string Created = "created";

    /// <summary>The image is being downloaded.</summary>
    public const string Loading = "loading";

    /// <summary>The container is running, and so is its Contemplant.</summary>
    public const string Running = "running";

    /// <summary>Stopped by its owner or for lack of credit.</summary>
    public const string Stopped = "stopped";

    /// <summary>The container has died.</summary>
    public const string Exited = "exited";

    /// <summary>The host sends no heartbeat.</summary>
    public const string Unknown = "unknown";

    /// <summary>The host is cut off.</summary>
    public const string Offline = "offline";

    /// <summary>Paused on the host, and charged.</summary>
    public const string Frozen = "frozen";

    /// <summary>The container is being restarted.</summary>
    public const string Rebooting = "rebooting";

    /// <summary>Waiting for its GPU to be free.</summary>
    public const string Scheduling = "scheduling";

    /// <summary>The container is being recreated.</summary>
    public const string Recycling = "recycling";

    internal static IReadOnlyList<string> All { get; } = [Created, Loading, Running, Stopped, Exited, Unknown, Offline, Frozen, Rebooting, Scheduling, Recycling];

    // The GPU is charged from running on; before that, and while stopped, only the disk is.
    internal static bool ChargesGpu(string? status) => status is not (null or Created or Loading or Stopped or Scheduling);
}
