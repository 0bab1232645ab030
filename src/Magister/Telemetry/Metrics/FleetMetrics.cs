using System.Diagnostics.Metrics;
using System.Text.Json;
using Magister.Events;
using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Telemetry.Metrics;

/// <summary>What happens to the fleet, counted and measured fact by fact.</summary>
internal sealed class FleetMetrics
{
    private static readonly string[] RentOutcomes = ["accepted", "found", "refused", "not_sent", "uncertain", "never_happened"];
    private static readonly string[] DestroyOutcomes = ["done", "gone_already", "failed"];

    private readonly Replacements replacements = new();
    private readonly Counter<long> facts;
    private readonly Counter<long> rents;
    private readonly Counter<long> destroys;
    private readonly Histogram<double> rentToVerify;
    private readonly Histogram<double> dropToReplacement;

    public FleetMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Magister);
        facts = meter.CreateCounter<long>("magister.facts", "{fact}", "Recorded facts, by kind.");
        rents = meter.CreateCounter<long>(
            "magister.rents", "{rent}", "Rents, by outcome. One that was uncertain counts again once it is found or never happened.");
        destroys = meter.CreateCounter<long>("magister.destroys", "{try}", "Tries to destroy an instance, by outcome and cause.");
        rentToVerify = meter.CreateHistogram(
            "magister.rent.to_verify", "s", "From the intent to rent an instance to its Contemplant's report.", null, Bounds.Long);
        dropToReplacement = meter.CreateHistogram(
            "magister.drop.to_replacement", "s", "From the wish to drop an instance to the rent that takes its place.", null, Bounds.Long);
        BeginAtZero();
    }

    /// <summary>Counts a change. Only for the loop.</summary>
    public void Count(FleetChange change)
    {
        facts.Add(1, Tag("kind", EventKinds.Find(change.Fact)));
        if (RentOutcome(change.Fact) is { } rent) rents.Add(1, Tag("outcome", rent));
        if (DestroyOutcome(change.Fact) is { } destroy) destroys.Add(1, Tag("outcome", destroy), Tag("cause", Cause(change.Lease)));
        if (TimeToVerify(change) is { } toVerify) rentToVerify.Record(toVerify.TotalSeconds);
        if (replacements.WaitEndedBy(change) is { } toReplacement) dropToReplacement.Record(toReplacement.TotalSeconds);
    }

    private static string? RentOutcome(Fact fact) => fact switch
    {
        RentAccepted { FoundInList: true } => "found",
        RentAccepted => "accepted",
        RentRefused { WasNotSent: true } => "not_sent",
        RentRefused => "refused",
        RentUncertain => "uncertain",
        RentNeverHappened => "never_happened",
        _ => null,
    };

    private static string? DestroyOutcome(Fact fact) => fact switch
    {
        Destroyed { WasGoneAlready: true } => "gone_already",
        Destroyed => "done",
        DestroyFailed => "failed",
        _ => null,
    };

    // A Contemplant can be faster than the answer to its rent.
    private static TimeSpan? TimeToVerify(FleetChange change) => change switch
    {
        { Fact: Verified, Lease: { VerifiedAt: { } at } lease } when change.Before.Leases[lease.InstanceId].VerifiedAt is null => at - lease.StartedAt,
        { Fact: RentAccepted, Lease: { VerifiedAt: { } at } lease } => at - lease.StartedAt,
        _ => null,
    };

    private static string Cause(Lease? lease) => lease?.Destruction is { } destruction ? Name(destruction.Cause) : "unknown";

    private static string Name(DestroyCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    // Alerts on an increase miss the first one of a series that did not exist before.
    private void BeginAtZero()
    {
        foreach (var kind in EventKinds.All) facts.Add(0, Tag("kind", kind));
        foreach (var outcome in RentOutcomes) rents.Add(0, Tag("outcome", outcome));
        foreach (var outcome in DestroyOutcomes)
        {
            foreach (var cause in Enum.GetValues<DestroyCause>()) destroys.Add(0, Tag("outcome", outcome), Tag("cause", Name(cause)));
        }
    }
}
