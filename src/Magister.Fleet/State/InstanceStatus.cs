namespace Magister.Fleet;

/// <summary>What Vast's <c>actual_status</c> words mean for the fleet.</summary>
public static class InstanceStatus
{
    public const string Running = "running";
    public const string Stopped = "stopped";
    public const string Loading = "loading";

    private static readonly string[] FinalMessages =
    [
        "error response from daemon", "failed to pull image", "no space left on device", "manifest unknown", "pull access denied",
        "repository does not exist", "unauthorized", "unexpected eof", "oci runtime create failed",
    ];

    /// <summary>
    /// It never runs again by itself, while charges go on. This includes <c>stopped</c>: nobody starts it again, and its disk is charged
    /// until Vast deletes it two days after its end.
    /// </summary>
    public static bool IsUnhealthy(string? status) => status is "exited" or "offline" or "unknown" or Stopped;

    /// <summary>It is about to run, for the first time or again.</summary>
    public static bool IsBooting(string? status) => status is null or "created" or "loading" or "scheduling" or "rebooting";

    /// <summary>The GPU is charged from <c>running</c> on; before that, and while the instance is stopped, only its storage is.</summary>
    public static bool ChargesGpu(string? status) => status is not (null or "created" or Loading or Stopped or "scheduling");

    /// <summary>Docker says that this container will never start (the list is from Vast's own client).</summary>
    public static bool IsFinalFailure(string? status, string? message) =>
        status is not Running && message is not null
        && FinalMessages.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
