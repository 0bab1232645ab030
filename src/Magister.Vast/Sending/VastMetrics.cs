using System.Diagnostics.Metrics;
using System.Net;
using Magister.Vast.Calls;

namespace Magister.Vast.Sending;

/// <summary>The instruments of the meter <c>Magister.Vast</c>.</summary>
internal sealed class VastMetrics
{
    public const string MeterName = "Magister.Vast";

    private static readonly InstrumentAdvice<double> RequestBounds =
        new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60] };

    private static readonly InstrumentAdvice<double> WaitBounds =
        new() { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300] };

    private static readonly string[] Outcomes = ["done", "refused", "not_sent", "limited", "unauthorised", "unknown"];

    // The endpoints that a daemon calls; magister check uses more, and exits.
    private static readonly Endpoint[] Endpoints =
    [
        SearchCall.Search, RentCall.Create, ListCall.List, ShowCall.Show, DestroyCall.Destroy, LabelCall.Label, LogsCall.Logs, LogsCall.Texts,
        AccountCall.Account, ChargesCall.Charges, PriceIncreasesCall.PriceIncreases,
    ];

    private readonly Counter<long> calls;
    private readonly Counter<long> limits;
    private readonly Histogram<double> requestDuration;
    private readonly Histogram<double> pacingWait;

    public VastMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        calls = meter.CreateCounter<long>(
            "magister.vast.calls", description: "Calls to Vast, each with all its tries and pages, by endpoint and outcome.");
        limits = meter.CreateCounter<long>("magister.vast.limited", description: "Answers of 429 from Vast, by endpoint: a call that is tried again may have several.");
        requestDuration = meter.CreateHistogram(
            "magister.vast.request.duration", "s", "From a request's start to the end of its answer, by endpoint and status.", null, RequestBounds);
        pacingWait = meter.CreateHistogram(
            "magister.vast.pacing.wait", "s", "How long a request waited for its turn, by endpoint.", null, WaitBounds);
        BeginAtZero();
    }

    public void CallEnded(Endpoint endpoint, string outcome) => calls.Add(1, Tag(endpoint), new("outcome", outcome));

    /// <summary>A request that was sent has its answer, or none: then the status is 0.</summary>
    public void RequestEnded(Endpoint endpoint, int status, TimeSpan duration)
    {
        requestDuration.Record(duration.TotalSeconds, Tag(endpoint), new("status", status == 0 ? "none" : status.ToString()));
        if (status == (int)HttpStatusCode.TooManyRequests) limits.Add(1, Tag(endpoint));
    }

    public void PacingWaited(Endpoint endpoint, TimeSpan wait) => pacingWait.Record(wait.TotalSeconds, Tag(endpoint));

    // Anyone who watches for an increase would miss the first one of a series that did not exist before.
    private void BeginAtZero()
    {
        foreach (var endpoint in Endpoints)
        {
            limits.Add(0, Tag(endpoint));
            foreach (var outcome in Outcomes) calls.Add(0, Tag(endpoint), new("outcome", outcome));
        }
    }

    private static KeyValuePair<string, object?> Tag(Endpoint endpoint) => new("endpoint", endpoint.Name);
}
