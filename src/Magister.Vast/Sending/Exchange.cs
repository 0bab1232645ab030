using Magister.Vast.Wire;

namespace Magister.Vast.Sending;

/// <summary>How one request went, regardless of what its answer means.</summary>
internal abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>Cancelled while waiting for its turn: nothing was sent.</summary>
    public sealed record NotSent : Exchange;

    /// <summary>A whole answer came.</summary>
    public sealed record Answered(Answer Answer) : Exchange;

    /// <summary>No whole answer came, or none that may be read.</summary>
    /// <param name="Reason">Why, fit for a log.</param>
    /// <param name="MayPass">Whether another attempt may succeed.</param>
    public sealed record Failed(string Reason, bool MayPass) : Exchange;
}
