using Magister.Access;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;

namespace Magister.Endpoints;

/// <summary><c>GET /metrics</c>: figures for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Nothing else creates the gauges, which are only observed.
        var store = routes.ServiceProvider.GetRequiredService<MetricStore>();
        routes.ServiceProvider.GetRequiredService<Gauges>();
        routes.MapGet("/metrics", () => Results.Text(store.Read(), PrometheusText.ContentType))
            .For(Audience.Readers).Told("Figures for Prometheus");
    }
}
