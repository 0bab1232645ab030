using Magister.Fleet.Market;
using Magister.Vast.Sending;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

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

    /// <summary>Told how far the call has got; null where nobody watches.</summary>
    public CallWatch? Watch { get; init; }

    /// <summary>Whose limits and turns count.</summary>
    internal abstract Endpoint Endpoint { get; }

    /// <summary>What is to be sent now.</summary>
    internal abstract VastRequest Next { get; }

    /// <summary>
    /// Whether a request only asks, so that it may be sent again. One that costs money or destroys is sent once, whatever happens to it.
    /// </summary>
    internal virtual bool OnlyAsks => true;

    /// <summary>How the call ended; null where the answer leads to another request.</summary>
    internal abstract Outcome<T>? Take(Exchange exchange, Reading reading);
}

/// <summary>What reading an answer takes.</summary>
/// <param name="Text">Makes what Vast says fit for a log.</param>
/// <param name="Log">Told of what had to be left out.</param>
internal sealed record Reading(ForeignText Text, ILogger Log);
