using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;

namespace Magister.Vast.Calls;

/// <summary>
/// A call to Vast as a matter of words: what is asked, and what the answers mean. <see cref="VastClient"/> sends each request and brings back
/// how it went. One is made for each call.
/// </summary>
/// <typeparam name="T">What a call that is done brings.</typeparam>
public abstract class VastCall<T>
{
    private protected VastCall()
    {
    }

    /// <summary>Told how far the call has got; null if nobody watches.</summary>
    public CallWatch? Watch { get; init; }

    /// <summary>Whose limits and turns count.</summary>
    internal abstract Endpoint Endpoint { get; }

    /// <summary>What is to be sent now.</summary>
    internal abstract VastRequest Next { get; }

    /// <summary>
    /// Whether a request only asks, so that it may be sent again. One that costs money or destroys is sent once, whatever happens to it.
    /// </summary>
    internal virtual bool OnlyAsks => true;

    /// <summary>How the call ended; null if the answer leads to another request.</summary>
    internal abstract Outcome<T>? Take(Exchange exchange, Reading reading);
}
