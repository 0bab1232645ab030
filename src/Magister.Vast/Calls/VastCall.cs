using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// What a call to Vast sends, and what the answers mean. <see cref="VastClient"/> sends each request and reports how it went. One object is
/// made for each call.
/// </summary>
/// <typeparam name="T">What a successful call returns.</typeparam>
public abstract class VastCall<T>
{
    private protected VastCall()
    {
    }

    /// <summary>Learns how far the call has got; null if nobody watches.</summary>
    public CallWatch? Watch { get; init; }

    /// <summary>The endpoint whose limits and queue apply.</summary>
    internal abstract Endpoint Endpoint { get; }

    /// <summary>The request to send now.</summary>
    internal abstract VastRequest Next { get; }

    /// <summary>
    /// Whether a request only asks, so that it may be sent again. One that costs money or destroys is sent only once, whatever happens to it.
    /// </summary>
    internal virtual bool OnlyAsks => true;

    /// <summary>How the call ended; null if the answer leads to another request.</summary>
    internal abstract Outcome<T>? Take(Exchange exchange, Reading reading);
}
