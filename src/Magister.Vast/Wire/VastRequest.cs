using Magister.Vast.Sending;

namespace Magister.Vast.Wire;

/// <summary>A request as a value, to be sent once or repeated.</summary>
/// <param name="Address">Relative to Vast's own, unless it is elsewhere.</param>
/// <param name="Body">JSON; empty if there is none.</param>
internal sealed record VastRequest(HttpMethod Method, string Address, byte[] Body)
{
    /// <inheritdoc cref="Calls.VastCall{T}.Watch"/>
    public CallWatch? Watch { get; init; }

    /// <summary>It is for somebody other than Vast, who gets no key.</summary>
    public bool IsElsewhere { get; init; }
}
