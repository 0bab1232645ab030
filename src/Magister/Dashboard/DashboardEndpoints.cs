using Magister.Access;

namespace Magister.Dashboard;

/// <summary><c>GET /</c>: the page that shows the fleet, and its files.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        foreach (var file in DashboardFile.All()) routes.MapGet(file.Path, (HttpResponse response) => Serve(file, response)).For(Audience.Readers).ExcludeFromDescription();
    }

    private static IResult Serve(DashboardFile file, HttpResponse response)
    {
        if (file.IsPage) SecurityHeaders.AllowPage(response);

        // The browser asks each time whether it has changed: another version of the daemon has another page.
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }
}
