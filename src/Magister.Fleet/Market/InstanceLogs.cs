namespace Magister.Fleet.Market;

/// <summary>The ends of an instance's logs, as far as Vast provided them.</summary>
/// <param name="Container">What its programs wrote; null if it was not fetched.</param>
/// <param name="Daemon">What the host did with it; null if it was not fetched.</param>
public sealed record InstanceLogs(string? Container, string? Daemon)
{
    /// <summary>Their last meaningful line, fit to be recorded; null if there is none.</summary>
    public string? LastLine { get; init; }
}
