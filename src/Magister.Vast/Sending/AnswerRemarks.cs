using System.Collections.Concurrent;
using Magister.Vast.Wire;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Sending;

/// <summary>Reports, once each, what is odd about answers that are used all the same.</summary>
internal sealed class AnswerRemarks(ILogger<VastClient> log)
{
    private static readonly TimeSpan SkewBorne = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Endpoint, bool> toldOfNumbers = [];
    private int toldOfSkew;

    public void Take(Endpoint endpoint, Answer? answer)
    {
        if (answer is null) return;
        if (answer.HasBareNumbers && toldOfNumbers.TryAdd(endpoint, true)) Log.BareNumbers(log, endpoint.Name);
        if (answer.Headers.VastAhead is var ahead && ahead.Duration() > SkewBorne && Interlocked.Exchange(ref toldOfSkew, 1) == 0)
        {
            Log.ClockSkew(log, Math.Abs(ahead.TotalSeconds), ahead > TimeSpan.Zero ? "ahead of" : "behind");
        }
    }
}
