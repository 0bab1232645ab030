using System.Text.Json;
using Magister.Fleet;
using Magister.Hosting;

namespace Magister.Endpoints.Answers;

/// <summary>
/// The answers to <c>/summary</c> and <c>/instances</c>, made when the first one asks after the fleet has changed, and then the same bytes
/// for everybody.
/// </summary>
internal sealed class FleetAnswers(FleetSnapshot snapshot, SteadyClock clock)
{
    /// <summary>How long an answer holds that says since when something fails: it counts the seconds.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock making = new();
    private volatile Made? summary;
    private volatile Made? instances;

    public StoredAnswer Summary
    {
        get
        {
            var view = snapshot.Current;
            var last = summary;
            return last is not null && last.IsOf(view) && (!last.CountsSeconds || clock.Now - last.At < Age) ? last.Answer : MakeSummary();
        }
    }

    public StoredAnswer Instances
    {
        get
        {
            var last = instances;
            return last is not null && last.IsOf(snapshot.Current) ? last.Answer : MakeInstances();
        }
    }

    private StoredAnswer MakeSummary()
    {
        lock (making)
        {
            var (view, now, last) = (snapshot.Current, clock.Now, summary);
            if (last is not null && last.IsOf(view) && (!last.CountsSeconds || now - last.At < Age)) return last.Answer;
            var response = FleetEndpoints.Summary(view, now);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(response, ResponseJson.Default.SummaryResponse);
            var made = new Made(view, now, response.FailingDestroys.Length + response.UncertainRents.Length > 0, new StoredAnswer(bytes));
            summary = made;
            return made.Answer;
        }
    }

    private StoredAnswer MakeInstances()
    {
        lock (making)
        {
            var (view, last) = (snapshot.Current, instances);
            if (last is not null && last.IsOf(view)) return last.Answer;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(FleetEndpoints.Instances(view.State.Leases.Values), ResponseJson.Default.InstanceResponseArray);
            var made = new Made(view, default, false, new StoredAnswer(bytes));
            instances = made;
            return made.Answer;
        }
    }

    /// <summary>An answer with what it was made from.</summary>
    private sealed record Made(FleetView View, DateTimeOffset At, bool CountsSeconds, StoredAnswer Answer)
    {
        public bool IsOf(FleetView view) => ReferenceEquals(view, View)
            || (ReferenceEquals(view.State.Leases, View.State.Leases) && ReferenceEquals(view.State.Rents, View.State.Rents)
                && view.RentsHeldBackReason == View.RentsHeldBackReason);
    }
}
