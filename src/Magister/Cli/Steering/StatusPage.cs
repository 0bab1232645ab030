using System.Collections.Immutable;
using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet.Market;

namespace Magister.Cli.Steering;

/// <summary>A daemon's status for people.</summary>
internal static class StatusPage
{
    private const double MaxHours = 1_000_000;

    /// <summary>USD; less is shown as 0.00.</summary>
    private const double SmallestCent = 0.005;

    public static ImmutableArray<PagePart> Compose(StatusResponse status) =>
    [
        .. Lines(status).OfType<string>().Select(line => new PagePart.Line(line)),
        new PagePart.Grid(Instances(status)),
        .. Titled("Rents without an answer", Rents(status)),
        .. Titled("Machines cooling down, not rented from for now", Machines(status)),
    ];

    /// <summary>The instances alone.</summary>
    public static TableView Instances(StatusResponse status) => TableView.Create(
        status.Instances,
        (TableColumn.Number("instance"), instance => Figures.Id(instance.InstanceId)),
        (TableColumn.Number("offer", spare: 7), instance => Figures.Id(instance.OfferId)),
        ("state", instance => instance.State?.Replace('_', ' ')),
        (TableColumn.Number("for", spare: 3), instance => For(instance.Since, status.Now)),
        (new TableColumn("GPU", Spare: 2), instance => Figures.Gpu(instance.NumGpus, instance.Gpu)),
        (TableColumn.Text("place", spare: 5), instance => Figures.Place(instance.Location)),
        (TableColumn.Number("host", spare: 6), instance => Figures.Id(instance.HostId)),
        (TableColumn.Number("machine", spare: 4), instance => Figures.Id(instance.MachineId)),
        (TableColumn.Number("USD/h", spare: 1), instance => Figures.Price(instance.CostPerHour)),
        (TableColumn.Text("about"), instance => About(instance, status.Now)));

    private static IEnumerable<string?> Lines(StatusResponse status)
    {
        yield return SteeringText.Describe(status.Steering);
        yield return status.Leadership is { } leadership ? Leadership(leadership, status.Now) : null;
        yield return $"{status.Alive} alive, {status.Verified} verified, {status.Working} working{OnTheirWay(status)}";
        yield return Interruptible(status);
        yield return $"{status.CostPerHour:0.00} USD an hour, {status.CostToday:0.00} today, {status.CostMonth:0.00} this month, about {status.CostMonthForecast:0.00} by its end";
        yield return status.CostMonthNeverWorked >= SmallestCent ? $"{status.CostMonthNeverWorked:0.00} USD of this month were for instances that never worked" : null;
        yield return status.Credit is { } credit
            ? $"{credit:0.00} USD of credit left{(status.CreditHours is { } hours ? $", enough for {Figures.Span(TimeSpan.FromHours(Math.Min(hours, MaxHours)))}" : "")}"
            : null;
        yield return status.StaleLook is { } stale ? $"What follows is old: {stale}" : null;
        yield return status.NotReadyReason is { } notReady && notReady != status.StaleLook ? $"Not ready: {notReady}{Lifted(status.Holds.FirstOrDefault(hold => hold.Reason == notReady), status.Now)}" : null;
        foreach (var hold in status.Holds.Where(hold => hold.Reason != status.NotReadyReason)) yield return $"Nothing is rented for now: {hold.Reason}{Lifted(hold, status.Now)}";
        yield return status.FewOffers is { } few ? $"The last search found {few.Usable} offers to rent where {few.Needed} are needed" : null;
        yield return status.HierophantTrouble is { } trouble && trouble != status.NotReadyReason ? trouble : null;
        yield return status.JournalFailure is { } failure ? $"The journal cannot be written: {failure}" : null;
    }

    private static string Lifted(HoldStatus? hold, DateTimeOffset now) =>
        hold is null ? "" : $". Lifted by {hold.LiftedBy}{(hold.Until is { } until && until > now ? $" (in {Figures.Span(until - now)})" : "")}";

    private static string Leadership(LeadershipStatus of, DateTimeOffset now)
    {
        var since = of.Since is { } at ? $" for {Figures.Span(now - at)}" : "";
        var others = of.Followers.Length == 0 ? "nobody follows" : $"{string.Join(", ", of.Followers.Select(follower => follower.Name))} {(of.Followers.Length == 1 ? "follows" : "follow")}";
        return of.Leads ? $"{of.Name} leads{since}; {others}"
            : of.Leader is { } leader ? $"{of.Name} follows {leader}, which leads{since}"
            : $"{of.Name} follows; nobody leads at the moment";
    }

    /// <summary>Instances that cost money, or may, and do not count as alive.</summary>
    private static string OnTheirWay(StatusResponse status) =>
        status.Occupied > status.Alive ? $", {status.Occupied - status.Alive} coming or going" : "";

    private static string? Interruptible(StatusResponse status)
    {
        var interruptible = status.Instances.Count(instance => instance.Interruptible);
        var isBidding = status.RentType is Bidding.Interruptible;
        return isBidding || interruptible > 0
            ? $"{interruptible} of {status.Instances.Length} instances are interruptible; new rents are {(isBidding ? "interruptible" : "on demand")}"
            : null;
    }

    private static TableView Rents(StatusResponse status) => TableView.Create(
        status.Rents,
        (TableColumn.Number("offer"), rent => Figures.Id(rent.OfferId)),
        ("state", rent => rent.State),
        (TableColumn.Number("for", spare: 2), rent => For(rent.Since, status.Now)),
        (new TableColumn("GPU", Spare: 3), rent => rent.Gpu),
        (TableColumn.Text("place", spare: 5), rent => Figures.Place(rent.Location)),
        (TableColumn.Number("host", spare: 6), rent => Figures.Id(rent.HostId)),
        (TableColumn.Number("machine", spare: 4), rent => Figures.Id(rent.MachineId)),
        (TableColumn.Number("USD/h", spare: 1), rent => Figures.Price(rent.CostPerHour)),
        (TableColumn.Text("about"), rent => rent.Reason ?? ""));

    private static TableView Machines(StatusResponse status) => TableView.Create(
        status.Machines,
        (TableColumn.Number("machine"), machine => Figures.Id(machine.MachineId)),
        (TableColumn.Number("strikes", spare: 1), machine => Figures.Id(machine.Strikes)),
        (TableColumn.Number("cooling for"), machine => machine.CoolingUntil is { } until ? Figures.Span(until - status.Now) : null),
        (TableColumn.Text("because"), machine => machine.Reason));

    private static PagePart[] Titled(string title, TableView table) =>
        table.Rows.IsEmpty ? [] : [new PagePart.Line(""), new PagePart.Line(title), new PagePart.Grid(table)];

    private static string? For(DateTimeOffset? since, DateTimeOffset now) => since is { } at ? Figures.Span(now - at) : null;

    /// <summary>The reason for its state; empty if there is nothing to say.</summary>
    public static string About(InstanceStatusRow instance, DateTimeOffset now) => instance switch
    {
        { DestroyFailure: { } failure } => $"{instance.Reason}; {instance.DestroyAttempts} tries to destroy it failed: {failure}",
        { Reason: { } reason } => reason,
        { Hierophant: { } worker } => About(worker),
        { State: "booting", VerifyBy: { } by } => $"to be verified within {Figures.Span(by - now)}",
        _ => "",
    };

    private static string About(HierophantStatus worker)
    {
        var pace = worker.MeanProofMinutes is { } minutes ? $" of {minutes:0.0} min" : "";
        var strikes = worker.Strikes == 0 ? "" : $", {Figures.Count(worker.Strikes, "strike")}";
        return $"{(worker.Busy ? "busy" : "idle")}, {Figures.Count(worker.Proofs, "proof")}{pace}{strikes}";
    }
}
