using Magister.Fleet.Market;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Sending;

/// <summary>Counts and logs how whole calls end: their kind and duration, nothing of their content.</summary>
internal sealed class CallObserver(VastMetrics metrics, ILogger<VastClient> log, TimeProvider time)
{
    public async Task<Outcome<T>> ObserveAsync<T>(Endpoint endpoint, Func<Task<Outcome<T>>> call)
    {
        var start = time.GetTimestamp();
        var outcome = await call();
        var name = NameOf(outcome);
        metrics.CallEnded(endpoint, name);
        Log.CallEnded(log, endpoint.Name, name, time.GetElapsedTime(start).TotalMilliseconds);
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
