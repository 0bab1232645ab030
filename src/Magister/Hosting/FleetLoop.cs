using Magister.Fleet;
using Magister.Journal;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;

namespace Magister.Hosting;

/// <summary>
/// The one writer. It carries what comes through the mailbox to the engine and what the engine hands out to callers and to Vast. It never
/// awaits the network, so an answer waits for a disk write at most.
/// </summary>
internal sealed class FleetLoop(
    RecordedEngine engine,
    Mailbox mailbox,
    Executor executor,
    FleetSnapshot snapshot,
    SteadyClock clock,
    TimeProvider time,
    FactReport report,
    LoopMetrics metrics,
    ProgramEnd end,
    IHostApplicationLifetime lifetime,
    ILogger<FleetLoop> log) : BackgroundService
{
    private const int BatchMost = 1024;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    /// <summary>How long a rent or destroy that has been sent may take to answer at the end.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await ServerStartedAsync(stoppingToken)) return;
            Tell(engine.Start(clock.Now));
            await RunAsync(stoppingToken);
            await EndAsync();
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            Log.Defect(log, defect);
            end.Because(ExitCode.Defect, "Magister met a defect and ends; what it knew is on disk. Please report the log line above.");
        }
        finally
        {
            mailbox.Close();
            AnswerTheRest();
        }
    }

    // A port that is taken must end the program before anything is rented.
    private async Task<bool> ServerStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var onStopping = stopping.Register(() => started.TrySetCanceled(CancellationToken.None));
        try
        {
            await started.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var wakeAt = Decide();
        while (!stopping.IsCancellationRequested)
        {
            await SleepAsync(wakeAt, stopping);
            var start = time.GetTimestamp();
            TakeLetters();
            wakeAt = Decide();
            metrics.TurnTaken(time.GetElapsedTime(start));
        }
    }

    private async Task SleepAsync(DateTimeOffset? wakeAt, CancellationToken stopping)
    {
        var pause = wakeAt is { } at ? at - clock.Now : LongestSleep;
        if (pause <= TimeSpan.Zero) pause = TimeSpan.Zero;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var letter = mailbox.Reader.WaitToReadAsync(awake.Token).AsTask();
        await Task.WhenAny(letter, Task.Delay(pause < LongestSleep ? pause : LongestSleep, time, awake.Token));
        await awake.CancelAsync();
    }

    private void TakeLetters()
    {
        var letters = new List<Letter>();
        while (letters.Count < BatchMost && mailbox.Reader.TryRead(out var letter)) letters.Add(letter);
        var turn = engine.Take(letters.Select(letter => letter.Input), clock.Now);
        Tell(turn);
        foreach (var (letter, reply) in letters.Zip(turn.Replies)) letter.Reply?.TrySetResult(reply);
    }

    private DateTimeOffset? Decide()
    {
        var turn = engine.Decide(clock.Now);
        Tell(turn);
        foreach (var call in turn.Calls) executor.Start(call);
        if (turn.Verdict is { } verdict) End(verdict);
        return turn.WakeAt;
    }

    private void Tell(Turn turn)
    {
        foreach (var notice in turn.Notices) NoticeLog.Write(log, notice);
        TellOfJournal(turn);
        report.Tell(turn.Written, engine.State);
        snapshot.Publish(engine.View, engine.JournalFailure);
    }

    private void TellOfJournal(Turn turn)
    {
        var failedBefore = snapshot.JournalFailure is not null;
        if (failedBefore && engine.JournalFailure is null) Log.JournalRecovered(log, turn.Written.Length);
        else if (!failedBefore && engine.JournalFailure is { } failure) Log.JournalUnwritable(log, failure);
        switch (turn.Compaction)
        {
            case CompactionResult.Done done: Log.JournalCompacted(log, done.BytesBefore, done.BytesAfter); break;
            case CompactionResult.Failed failed: Log.JournalNotCompacted(log, failed.Message); break;
            default: break;
        }
    }

    private void End(Verdict verdict)
    {
        var code = verdict is Verdict.KeyRefused ? ExitCode.KeyRefused : ExitCode.NothingToRent;
        end.Because(code, verdict.Message);
    }

    private async Task EndAsync()
    {
        engine.Stop();
        await executor.DrainAsync(EndGrace);
        TakeLetters();
    }

    private void AnswerTheRest()
    {
        while (mailbox.Reader.TryRead(out var letter)) letter.Reply?.TrySetResult(null);
    }
}
