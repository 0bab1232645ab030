using Magister.Fleet.Market;
using Magister.Vast.Calls;
using Magister.Vast.Wire;

namespace Magister.Vast.Conversations;

/// <summary>
/// A call to Vast as a matter of words alone: what is asked, and what the answers mean. Whoever holds it, over HTTP or in virtual time, sends
/// each request and brings back how it went.
/// </summary>
/// <typeparam name="T">What a call that is done brings.</typeparam>
internal abstract class Conversation<T>(Endpoint endpoint)
{
    /// <summary>Whose limits and turns count.</summary>
    public Endpoint Endpoint => endpoint;

    /// <summary>What is to be sent now.</summary>
    public abstract VastRequest Next { get; }

    /// <summary>
    /// Whether a request only asks, so that it may be sent again. One that costs money or destroys is sent once, whatever happens to it.
    /// </summary>
    public abstract bool OnlyAsks { get; }

    /// <summary>How the call ended; null where the answer leads to another request.</summary>
    public abstract Outcome<T>? Take(Exchange exchange);
}
