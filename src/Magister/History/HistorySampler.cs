using Magister.Running;

namespace Magister.History;

/// <summary>
/// Extends the history at the end of every minute, from what the loop published last: in memory, and in the file that the next run begins
/// with. It runs separately, so a hanging disk delays nothing but the history.
/// </summary>
internal sealed class HistorySampler(
    FleetHistory history, HistoryFile file, FleetSnapshot snapshot, SteadyClock clock, TimeProvider time, ILogger<HistorySampler> log) : BackgroundService
{
    private bool isKept = true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Vitals.TurnAsync("the history", ReadAsync, log, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = clock.Now;
            await Task.Delay(FleetMinute.End(FleetMinute.MinuteOf(now) + 1) - now, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await Vitals.TurnAsync("the history", WriteAsync, log, stoppingToken);
        }
    }

    private Task ReadAsync()
    {
        Try(() =>
        {
            var (minutes, problem) = file.Read(FleetMinute.MinuteOf(clock.Now));
            foreach (var minute in minutes) history.Add(minute);
            if (problem is null) return;
            HistoryLog.ThrownAway(log, problem);
            file.Delete();
        });
        return Task.CompletedTask;
    }

    private Task WriteAsync()
    {
        var minute = FleetMinute.Create(snapshot.Current, clock.Now);
        if (history.Add(minute)) Try(() => file.Write(minute));
        return Task.CompletedTask;
    }

    // Logged once for as long as it lasts.
    private void Try(Action access)
    {
        try
        {
            access();
            isKept = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (isKept) HistoryLog.NotKept(log, failure.Message);
            isKept = false;
        }
    }
}
