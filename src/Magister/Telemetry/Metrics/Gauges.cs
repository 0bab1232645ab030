using System.Diagnostics.Metrics;
using Magister.Events;
using Magister.Fleet;
using Magister.Running;
using Magister.Running.Sharing;

namespace Magister.Telemetry.Metrics;

/// <summary>Gauges read from the published snapshot on demand: the loop does nothing for them.</summary>
internal sealed class Gauges
{
    private static readonly string[] States = ["renting", "uncertain", "unverified", "verified", "unhealthy", "missing", "ending"];

    private readonly FleetSnapshot snapshot;

    public Gauges(
        IMeterFactory meters, FleetSnapshot snapshot, RunningCost cost, EventStreams streams, RecordedEngine engine, SteadyClock clock)
    {
        this.snapshot = snapshot;
        var meter = meters.Create(Meters.Magister);
        CreateOfFleet(meter, () => snapshot.NotReadyReason(clock.Now) is null);
        CreateOfSteering(meter);
        CreateOfHierophant(meter);
        CreateOfMoney(meter, cost, () => clock.Now);
        CreateOfCredit(meter, clock);
        CreateOfSharing(meter, () => clock.Now);
        CreateOfProgram(meter, streams, engine, clock.Now);
    }

    private FleetState Fleet => snapshot.Current.State;

    private void CreateOfFleet(Meter meter, Func<bool> isReady)
    {
        meter.CreateObservableGauge(
            "magister.instances", InstancesByState, "{instance}", "Instances that cost money because of us, or may, by state.");
        meter.CreateObservableGauge(
            "magister.contemplants", ContemplantsByState, "{instance}", "Instances that are to stay, by the state that their watch reports.");
        meter.CreateObservableGauge(
            "magister.instances.wanted", () => snapshot.Current.NumberInstances, "{instance}", "The number of instances to keep.");
        meter.CreateObservableGauge(
            "magister.destroys.failing", () => Fleet.Leases.Values.Count(lease => lease.Destruction is { FailedAt: not null }), "{instance}",
            "Instances whose destruction has failed so far.");
        meter.CreateObservableGauge(
            "magister.ready", () => Flag(isReady()), null,
            "1 when /readyz says so, else 0.");
        meter.CreateObservableGauge(
            "magister.breaker.open", () => Flag(Fleet.FailedRents.OpenedAt is not null), null,
            "1 while one rent is tried at a time, because those before failed, else 0.");
        meter.CreateObservableGauge(
            "magister.rents.held_back", () => Flag(snapshot.Current.RentsHeldBackReason is not null), null,
            "1 while nothing is rented although something is missing, else 0.");
    }

    private void CreateOfSteering(Meter meter)
    {
        meter.CreateObservableGauge("magister.mode", Modes, null, "1 for the mode that operators set, else 0.");
        meter.CreateObservableGauge("magister.journal.failing", () => Flag(snapshot.JournalFailure is not null), null, "1 while the journal cannot be written, else 0.");
    }

    private void CreateOfSharing(Meter meter, Func<DateTimeOffset> now)
    {
        meter.CreateObservableGauge(
            "magister.leading", () => OfStanding(standing => Flag(standing.IsLeading)), null, "1 while this Magister leads a shared fleet, 0 while it follows; absent if it is not shared.");
        meter.CreateObservableGauge(
            "magister.led", () => OfStanding(standing => Flag(standing.Leader is not null)), null, "1 while anybody leads a shared fleet, as this Magister knows; absent if it is not shared.");
        meter.CreateObservableGauge("magister.followers", () => OfStanding(standing => standing.Followers.Count()), "{magister}", "The other Magisters that follow; absent if the fleet is not shared.");
        meter.CreateObservableGauge(
            "magister.database.age", () => OfStanding(standing => standing.AgeAt(now())?.TotalSeconds ?? double.NaN), "s",
            "How long ago the shared database was last read or, on the leader, the lease last renewed; absent if the fleet is not shared.");
    }

    private IEnumerable<Measurement<T>> OfStanding<T>(Func<Standing, T> value)
        where T : struct => snapshot.Standing is { } standing ? [new(value(standing))] : [];

    private void CreateOfHierophant(Meter meter)
    {
        meter.CreateObservableGauge(
            "magister.hierophant.workers", WorkersByState, "{instance}", "Instances that Hierophant's own list has, by whether they work on a proof.");
        meter.CreateObservableGauge(
            "magister.hierophant.strikes", () => Workers.Sum(worker => worker.Strikes), "{strike}", "Failures that Hierophant holds against the instances that its list has.");
        meter.CreateObservableGauge(
            "magister.hierophant.proofs", () => Workers.Sum(worker => worker.Proofs), "{proof}", "Proofs that the instances in Hierophant's list have completed since they registered.");
        meter.CreateObservableGauge(
            "magister.hierophant.proof.duration", MeanProofSeconds, "s", "How long a proof in Hierophant's list took on average; absent before the first.");
        meter.CreateObservableGauge(
            "magister.hierophant.troubled", () => Flag(snapshot.Current.Hierophant.Trouble is not null), null, "1 while Hierophant's list cannot be read, is empty or lacks most of the fleet, else 0.");
    }

    private void CreateOfMoney(Meter meter, RunningCost cost, Func<DateTimeOffset> now)
    {
        meter.CreateObservableGauge(
            "magister.cost.rate", () => cost.PerHour, "USD/h", "What the living instances cost, those about to go included.");
        meter.CreateObservableCounter(
            "magister.cost", () => cost.Total, "USD",
            "What the fleet has cost since this run began; an unknown price counts 0.");
        meter.CreateObservableGauge("magister.cost.today", () => SpentSince(day => day), "USD", "What was spent since midnight (UTC), from the journal.");
        meter.CreateObservableGauge("magister.cost.month", () => SpentSince(CostTime.MonthOf), "USD", "What was spent since the first of the month (UTC), from the journal.");

        double SpentSince(Func<DateOnly, DateOnly> first)
        {
            var at = now();
            return Fleet.CostSince(first(CostTime.DayOf(at)), at);
        }
    }

    private void CreateOfCredit(Meter meter, SteadyClock clock)
    {
        meter.CreateObservableGauge(
            "magister.credit", () => Known(snapshot.Current.Credit.LeftAt(Fleet, clock.Now)), "USD", "The account's credit, less what the fleet has cost since Vast reported it; absent before that.");
        meter.CreateObservableGauge(
            "magister.credit.duration", () => Known(snapshot.Current.Credit.HoursLeftAt(Fleet, clock.Now) * 3600), "s", "How long the credit lasts if the fleet stays as it is; absent while nothing is spent.");
    }

    private static IEnumerable<Measurement<double>> Known(double? value) => value is { } known ? [new(known)] : [];

    private static void CreateOfProgram(Meter meter, EventStreams streams, RecordedEngine engine, DateTimeOffset startedAt)
    {
        meter.CreateObservableGauge("magister.event.streams", () => streams.Readers, "{reader}", "Readers of /events/stream.");
        meter.CreateObservableGauge("magister.journal.size", () => engine.Figures.Size, "By", "The journal: its file, or its lines in the database.");
        meter.CreateObservableGauge(
            "magister.build.info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", BuildVersion.Full)), null,
            "Always 1; the label says what runs.");
        var startSeconds = startedAt.ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge("process.start_time", () => startSeconds, "s", "When the process began, since 1970.");
    }

    private IEnumerable<Measurement<int>> InstancesByState()
    {
        var fleet = Fleet;
        var counts = fleet.Leases.Values.Select(StateOf).Concat(fleet.Rents.Values.Select(StateOf)).CountBy(state => state).ToDictionary();
        return States.Select(state => new Measurement<int>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state)));
    }

    private IEnumerable<Measurement<int>> ContemplantsByState()
    {
        var counts = Fleet.Leases.Values.Where(lease => !lease.ShouldDrop).Select(WorkText.Describe).CountBy(state => state).ToDictionary();
        return WorkText.All.Select(state => new Measurement<int>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state)));
    }

    private IEnumerable<WorkerStanding> Workers => snapshot.Current.Hierophant.Workers.Values;

    private IEnumerable<Measurement<int>> WorkersByState()
    {
        var busy = Workers.Count(worker => worker.IsBusy);
        return [new(busy, new KeyValuePair<string, object?>("state", "busy")), new(Workers.Count() - busy, new KeyValuePair<string, object?>("state", "idle"))];
    }

    private IEnumerable<Measurement<double>> MeanProofSeconds()
    {
        var timed = Workers.Where(worker => worker.MeanProofMinutes is not null).ToArray();
        return timed.Length == 0 ? [] : [new(timed.Sum(worker => worker.MeanProofMinutes!.Value * 60 * worker.Proofs) / timed.Sum(worker => worker.Proofs))];
    }

    private IEnumerable<Measurement<int>> Modes() => Enum.GetValues<SteeringMode>().Select(mode => new Measurement<int>(
        Flag(Fleet.Steering.Mode == mode), new KeyValuePair<string, object?>("mode", SteeringText.Describe(mode))));

    private static string StateOf(PendingRent rent) => rent.IsUncertain ? "uncertain" : "renting";

    private static string StateOf(Lease lease) => lease switch
    {
        { ShouldDrop: true } => "ending",
        { MissingSince: not null } => "missing",
        { IsFailing: true } => "unhealthy",
        { VerifiedAt: not null } => "verified",
        _ => "unverified",
    };

    private static int Flag(bool value) => value ? 1 : 0;
}
