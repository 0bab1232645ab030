using System.Text.Json;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Endpoints.Answers;

/// <summary>
/// The answers to <c>/summary</c> and <c>/instances</c>, made at the first request after the fleet has changed, and then the same bytes for
/// everyone.
/// </summary>
internal sealed class FleetAnswers(FleetSnapshot snapshot, SteadyClock clock)
{
    /// <summary>How long an answer is valid that says since when something fails: it counts the seconds.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock making = new();
    private Made? summary;
    private Made? instances;

    public StoredAnswer Summary => Current(ref summary, static (view, now) =>
    {
        var response = FleetResponses.Summary(view, now);
        return new Made(view, now, response.FailingDestroys.Length + response.UncertainRents.Length + response.MissingInstances.Length > 0, new StoredAnswer(JsonSerializer.SerializeToUtf8Bytes(response, ResponseJson.Default.SummaryResponse)));
    });

    public StoredAnswer Instances => Current(ref instances, static (view, now) => new Made(view, now, false, OfInstances(view.State.Leases.Values)));

    /// <summary>The answer to <c>/instances</c> with some of them.</summary>
    public static StoredAnswer OfInstances(IEnumerable<Lease> leases) =>
        new(JsonSerializer.SerializeToUtf8Bytes([.. FleetResponses.Instances(leases)], ResponseJson.Default.InstanceResponseArray));

    private StoredAnswer Current(ref Made? kept, Func<FleetView, DateTimeOffset, Made> make)
    {
        if (Volatile.Read(ref kept) is { } last && last.Holds(snapshot.Current, clock)) return last.Answer;
        lock (making)
        {
            var view = snapshot.Current;
            if (kept is { } made && made.Holds(view, clock)) return made.Answer;
            var next = make(view, clock.Now);
            Volatile.Write(ref kept, next);
            return next.Answer;
        }
    }

    /// <summary>An answer with what it was made from.</summary>
    private sealed record Made(FleetView View, DateTimeOffset At, bool CountsSeconds, StoredAnswer Answer)
    {
        public bool Holds(FleetView view, SteadyClock clock) => IsOf(view) && (!CountsSeconds || clock.Now - At < Age);

        private bool IsOf(FleetView view) => ReferenceEquals(view, View)
            || (ReferenceEquals(view.State.Leases, View.State.Leases) && ReferenceEquals(view.State.Rents, View.State.Rents)
                && view.RentsHeldBackReason == View.RentsHeldBackReason);
    }
}
