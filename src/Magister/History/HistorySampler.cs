using Magister.Running;

namespace Magister.History;

/// <summary>Writes the history on at the end of every minute, from what the loop published last.</summary>
internal sealed class HistorySampler(FleetHistory history, FleetSnapshot snapshot, SteadyClock clock, TimeProvider time, ILogger<HistorySampler> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = clock.Now;
            await Vitals.TurnAsync("the history", () => WriteAsync(now), log, stoppingToken);
            await Task.Delay(FleetHistory.UntilNext(now), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WriteAsync(DateTimeOffset now)
    {
        var view = snapshot.Current;
        history.Stood(view.State, view.NumberInstances, now);
        return Task.CompletedTask;
    }
}
