using System.Threading.Channels;
using Magister.Configuration;
using Magister.Running;
using Magister.Telemetry;

namespace Magister.Notifications;

/// <summary>Checks the published fleet periodically and notifies operators of problems. The loop never waits for it.</summary>
internal sealed class Notifier(
    SettingsInUse settings,
    FleetSnapshot snapshot,
    SteadyClock clock,
    TimeProvider time,
    Webhook webhook,
    ProgramEnd end,
    Vitals vitals,
    NotificationMetrics metrics,
    SecretTexts secrets,
    ILogger<Notifier> log) : BackgroundService
{
    /// <summary>How many messages are queued at most; then the oldest is discarded.</summary>
    public const int MaxQueue = 32;

    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long the end may wait for its own message.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private const string Watching = "the watch for trouble";
    private const string Sending = "the sending of notifications";

    private NoticeMemory memory = NoticeMemory.Empty;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var queue = Channel.CreateBounded<Notification>(
            new BoundedChannelOptions(MaxQueue) { FullMode = BoundedChannelFullMode.DropOldest },
            lost => Report(lost, new Delivery("too many messages wait", false, null), NotificationMetrics.Lost));
        using var sending = new CancellationTokenSource();
        var sender = SendAsync(queue.Reader, sending.Token);
        try
        {
            while (true)
            {
                vitals.Lives(Watching, LookEvery);
                await Vitals.TurnAsync(Watching, () => LookAsync(queue.Writer), log, stoppingToken);
                await Task.Delay(LookEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (end.Message is not null)
            {
                Tell(queue.Writer, end.Message);
                await Task.WhenAny(sender, Task.Delay(EndGrace, time, CancellationToken.None));
            }
        }

        await sending.CancelAsync();
        await sender;
    }

    private Task LookAsync(ChannelWriter<Notification> queue)
    {
        var now = clock.Now;
        (var messages, memory) = NotificationPolicy.Decide(Troubles(now), now, memory);
        foreach (var message in messages) queue.TryWrite(message);
        return Task.CompletedTask;
    }

    private IEnumerable<Alert> Troubles(DateTimeOffset now) => snapshot.Standing is { IsLeading: false } standing
        ? Alerts.OfFollowing(standing, snapshot.JournalFailure)
        : Alerts.Find(snapshot.Current, settings.Now.Notifications!, now);

    // It cannot be sent later.
    private void Tell(ChannelWriter<Notification> queue, string ending)
    {
        var kind = end.Code is ExitCode.KeyRefused ? AlertKind.KeyRefused : AlertKind.Ended;
        queue.TryWrite(new Notification(kind, NotificationState.Begun, clock.Now, [$"Magister has ended; all instances keep running. {ending}"]));
        queue.TryComplete();
    }

    private async Task SendAsync(ChannelReader<Notification> queue, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(cancellation))
            {
                vitals.Lives(Sending, Webhook.Longest);
                await Vitals.TurnAsync(Sending, () => SendAsync(message, cancellation), log, cancellation);
                vitals.Rests(Sending);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Magister ends.
        }
    }

    private async Task SendAsync(Notification message, CancellationToken cancellation)
    {
        var body = NotificationBody.Create(message, settings.Now.Fleet.Onstart.MagisterAddress, secrets);
        var delivery = await webhook.SendAsync(body, cancellation);
        if (delivery.Failure is null) NotificationLog.Notified(log, body.Kind, body.State, body.Text);
        Report(message, delivery, delivery.Failure is null ? NotificationMetrics.Sent : NotificationMetrics.Failed);
    }

    private void Report(Notification message, Delivery delivery, string outcome)
    {
        metrics.Count(outcome);
        if (delivery.Failure is { } failure) NotificationLog.NotNotified(log, message.Kind.ToString(), message.State.ToString(), failure);
    }
}
