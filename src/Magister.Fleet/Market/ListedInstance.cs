namespace Magister.Fleet.Market;

/// <summary>
/// One row of Vast's instance list, or the answer about a single instance (<c>show_instances.yaml</c>, <c>show_instance.yaml</c>).
/// </summary>
public sealed record ListedInstance
{
    /// <summary>The contract's id: what is charged, and what is destroyed.</summary>
    public required long Id { get; init; }

    public string? Label { get; init; }

    /// <summary>
    /// <c>null</c> and <c>created</c> (being provisioned), <c>loading</c>, <c>running</c>, <c>stopped</c>, <c>frozen</c>, <c>exited</c>,
    /// <c>rebooting</c>, <c>unknown</c>, <c>offline</c>; others may appear.
    /// </summary>
    public string? ActualStatus { get; init; }

    public string? IntendedStatus { get; init; }

    public string? CurState { get; init; }

    public string? NextState { get; init; }

    /// <summary>
    /// Its status. After Vast has stopped an instance, its actual status remains for a while; its intended status shows the stop sooner.
    /// </summary>
    public string? Status => this is { CurState: InstanceStatus.Stopped, IntendedStatus: InstanceStatus.Stopped, NextState: InstanceStatus.Stopped or null }
        ? InstanceStatus.Stopped
        : ActualStatus;

    /// <summary>Docker's or the host's last words, for people; without control characters, and bounded in length.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The lines of its start script that name the endpoints, from which the offer id is recovered; a thousand whole scripts are 8 MB.</summary>
    public string? Onstart { get; init; }

    /// <summary>When the rent began, by this machine's clock.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>
    /// What the row shows of the hardware and its price, in the form of an offer. Its id is 0: Vast does not say which offer it was.
    /// </summary>
    public required Offer Hardware { get; init; }
}
