using Magister.Fleet.Market;
using Magister.Vast.Telemetry;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Calls;

/// <summary>Counts and logs how whole calls end: their kind and time, nothing of what they carried.</summary>
internal sealed class CallObserver(VastMetrics metrics, ILogger<VastClient> logger, TimeProvider clock)
{
    public async Task<Outcome<T>> ObserveAsync<T>(Endpoint endpoint, Func<Task<Outcome<T>>> call)
    {
        var start = clock.GetTimestamp();
        var outcome = await call();
        var name = NameOf(outcome);
        metrics.CallEnded(endpoint, name);
        Log.CallEnded(logger, endpoint.Name(), name, clock.GetElapsedTime(start).TotalMilliseconds);
        return outcome;
    }

    private static string NameOf<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done => "done",
        Outcome<T>.Refused { Kind: RefusalKind.NotSent } => "not_sent",
        Outcome<T>.Refused => "refused",
        Outcome<T>.Limited => "limited",
        Outcome<T>.Unauthorised => "unauthorised",
        _ => "unknown",
    };
}
