using System.Globalization;
using System.Text.Json;
using Magister.Endpoints.Answers;
using Magister.Fleet;
using Magister.Hosting;

namespace Magister.Endpoints;

/// <summary><c>GET /summary</c> and <c>GET /instances</c>: what runs and what it costs.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        // Asked for once: what a handler takes as a parameter is looked up, in a scope of its own, at every request.
        var (answers, snapshot) = (routes.ServiceProvider.GetRequiredService<FleetAnswers>(), routes.ServiceProvider.GetRequiredService<FleetSnapshot>());
        routes.MapGet("/summary", (HttpContext context, CancellationToken cancellation) => Serving.WriteAsync(context, answers.Summary, cancellation))
            .For(Audience.Readers).Told<SummaryResponse>("What runs and what it costs").Produces(StatusCodes.Status304NotModified);
        routes.MapGet("/instances", (string? limit, string? after, HttpContext context, CancellationToken cancellation) =>
            limit is null && after is null ? Serving.WriteAsync(context, answers.Instances, cancellation)
                : WritePageAsync(limit, after, context, snapshot.Current.State, cancellation))
            .For(Audience.Readers).Told<InstanceResponse[]>("Every instance with the offer that it was rented from, or one page of them")
            .Produces(StatusCodes.Status304NotModified).OrProblem(400);
    }

    /// <summary>What <c>/summary</c> says.</summary>
    public static SummaryResponse Summary(FleetView view, DateTimeOffset now)
    {
        InstanceOverview[] overview = [.. view.State.Leases.Values.Where(lease => !lease.ShouldDrop).Select(Overview)];
        return new SummaryResponse(
            Math.Round(overview.Sum(instance => instance.CostPerHour ?? 0), 9),
            overview.Length,
            overview,
            [.. view.State.Leases.Values.Select(lease => Failing(lease, now)).OfType<FailingDestroy>()],
            [.. view.State.Rents.Values.Select(rent => Uncertain(rent, now)).OfType<UncertainRent>()],
            view.RentsHeldBackReason);
    }

    private static InstanceOverview Overview(Lease lease) => new(
        lease.InstanceId, lease.OfferId, lease.Offer.GpuName, lease.Offer.Geolocation, lease.Offer.MachineId, lease.Offer.HostId,
        lease.Offer.DphTotal);

    private static FailingDestroy? Failing(Lease lease, DateTimeOffset now) => lease.Destruction is { FailedAt: not null } destruction
        ? new FailingDestroy(
            lease.InstanceId, lease.OfferId, Seconds(now - destruction.Since), destruction.Attempts, destruction.Reason, destruction.Failure,
            lease.Offer.DphTotal)
        : null;

    private static UncertainRent? Uncertain(PendingRent rent, DateTimeOffset now) => rent.UncertainSince is { } since
        ? new UncertainRent(rent.Offer.Id, Seconds(now - since), rent.UncertainReason)
        : null;

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    /// <summary>What <c>/instances</c> says of some.</summary>
    public static InstanceResponse[] Instances(IEnumerable<Lease> leases) =>
        [.. leases.Select(lease => new InstanceResponse(lease.Offer, lease.InstanceId, lease.ShouldDrop))];

    private static Task WritePageAsync(string? limit, string? after, HttpContext context, FleetState state, CancellationToken cancellation)
    {
        var (page, problem) = PageQuery.Read(limit, after);
        if (page is null) return problem!.ExecuteAsync(context);
        Lease[] leases = [.. state.Leases.Values.SkipWhile(lease => lease.InstanceId <= page.After).Take(page.Limit + 1)];
        var rows = Instances(leases.Take(page.Limit));
        if (leases.Length > page.Limit)
        {
            context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"</instances?limit={page.Limit}&after={rows[^1].InstanceId}>; rel=\"next\"");
        }

        return Serving.WriteAsync(context, new StoredAnswer(JsonSerializer.SerializeToUtf8Bytes(rows, ResponseJson.Default.InstanceResponseArray)), cancellation);
    }
}
