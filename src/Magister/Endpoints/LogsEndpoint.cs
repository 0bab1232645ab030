using System.Globalization;
using Magister.Access;
using Magister.Evidence;
using Magister.Running;

namespace Magister.Endpoints;

/// <summary><c>GET /instances/{instance id}/logs</c>: what is kept about a failed instance, or else the last words of an existing one.</summary>
internal static class LogsEndpoint
{
    public static void MapLogs(this IEndpointRouteBuilder routes) => routes.MapGet("/instances/{instanceId}/logs", HandleAsync)
        .For(Audience.Operators).Told("What is kept of why an instance failed: its logs and last words").OrProblem(404);

    private static async Task<IResult> HandleAsync(
        string instanceId, EvidenceShelf shelf, EvidenceFiles files, FleetSnapshot snapshot, CancellationToken cancellation)
    {
        if (!files.AreKept) return None("evidence_mib is 0, so no logs are requested or kept");
        if (!long.TryParse(instanceId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return None($"{GivenText.Shortened(instanceId)} is not an instance's id");
        if (await files.ReadAsync(id, cancellation) is { } kept) return Results.Text(kept);
        if (shelf.LastWordsOf(id) is { } words) return Results.Text($"The last words of its Contemplant, by its watch\n{words}\n");
        return None(snapshot.Current.State.Leases.ContainsKey(id)
            ? $"instance {id} has not failed, and its watch has sent no last words; its logs are requested if it is destroyed for a failure"
            : $"nothing is kept about instance {id}: it did not fail, or its logs have been removed since (evidence_mib)");
    }

    private static IResult None(string why) => Problems.Create(StatusCodes.Status404NotFound, "No logs", why);
}
