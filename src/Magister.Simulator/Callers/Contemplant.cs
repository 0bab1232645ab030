using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>A worker in a running instance.</summary>
internal sealed class Contemplant(BootedInstance instance)
{
    public BootedInstance Instance => instance;

    /// <summary>The address as it was registered; null until its environment is known, and where that has none.</summary>
    public string? DropEndpoint { get; set; }

    public bool IsVerified { get; set; }
    public bool IsDropped { get; set; }

    // A real one replaces every "drop" in the text, wherever it stands.
    public string VerifyEndpoint => DropEndpoint!.Replace("drop", "verify", StringComparison.Ordinal);
}
