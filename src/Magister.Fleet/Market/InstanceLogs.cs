namespace Magister.Fleet.Market;

/// <summary>The ends of an instance's logs, as far as Vast gave them.</summary>
/// <param name="Container">What its programs wrote; null if it was not brought.</param>
/// <param name="Daemon">What the host did with it; null if it was not brought.</param>
public sealed record InstanceLogs(string? Container, string? Daemon)
{
    /// <summary>The last line of them that tells something, fit to be recorded; null if there is none.</summary>
    public string? LastLine { get; init; }
}
