using Magister.Running;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Magister.Telemetry.Metrics;

/// <summary>
/// Also sends the metrics to an OpenTelemetry collector, if its usual variables (<c>OTEL_EXPORTER_OTLP_…</c>) name one.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int LastFlushMilliseconds = 1000;

    private readonly MeterProvider provider;

    private OtlpExport(MeterProvider provider) => this.provider = provider;

    /// <returns>Null if no collector is named.</returns>
    public static OtlpExport? BeginIfAskedFor(ILogger log)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable))) return null;
        Log.MetricsExported(log);
        return new OtlpExport(Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("magister", serviceVersion: BuildVersion.Full))
            .AddMeter(Meters.Magister, Meters.Vast, Meters.Runtime)
            .AddOtlpExporter()
            .Build());
    }

    /// <summary>Sends what is left. A collector that does not answer does not keep the program from ending.</summary>
    public void Dispose()
    {
        provider.Shutdown(LastFlushMilliseconds);
        provider.Dispose();
    }
}
