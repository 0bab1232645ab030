using Magister.Fleet;
using Magister.Fleet.Facts;
using Magister.Journal;
using Magister.Telemetry;

namespace Magister.Hosting;

/// <summary>
/// The one writer. It takes what comes through the mailbox, lets the engine decide, writes the facts down, and only then answers callers
/// and lets calls go out. It never awaits the network, so an answer waits for a disk write at most.
/// </summary>
internal sealed class FleetLoop(
    Engine engine,
    IFactJournal journal,
    Mailbox mailbox,
    Executor executor,
    FleetSnapshot snapshot,
    SteadyClock clock,
    TimeProvider time,
    FactLog factLog,
    ProgramEnd end,
    IHostApplicationLifetime lifetime,
    ILogger<FleetLoop> log) : BackgroundService
{
    private const int BatchMost = 1024;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan JournalRetry = TimeSpan.FromSeconds(1);

    /// <summary>How long a rent or destroy that has been sent may take to answer at the end.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    // Facts that the journal would not take. While there are any, nothing is decided and callers are told to come again.
    private readonly List<Recorded> unwritten = [];
    private FleetState loggedState = engine.State;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await ServerStartedAsync(stoppingToken)) return;
            Commit(engine.Start(clock.Now), []);
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
            TakeLetters();
            wakeAt = Decide();
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

    /// <summary>Takes what is in the mailbox, all of it under one flush to disk.</summary>
    private void TakeLetters()
    {
        var steps = new List<EngineStep>();
        var replies = new List<(TaskCompletionSource<CallerReply?> Waiting, CallerReply? Reply)>();
        for (var taken = 0; taken < BatchMost && mailbox.Reader.TryRead(out var letter); taken++)
        {
            if (unwritten.Count > 0 && letter.Reply is { } turnedAway)
            {
                turnedAway.TrySetResult(null);
                continue;
            }

            var step = engine.Take(letter.Input, clock.Now);
            steps.Add(step);
            if (letter.Reply is { } waiting) replies.Add((waiting, step.Reply));
        }

        foreach (var step in steps) Tell(step);
        var isWritten = Write(steps.SelectMany(step => step.Facts));
        foreach (var (waiting, reply) in replies) waiting.TrySetResult(isWritten ? reply : null);
    }

    private DateTimeOffset? Decide()
    {
        if (unwritten.Count > 0 && !Write([])) return clock.Now + JournalRetry;
        var step = engine.Decide(clock.Now);
        Commit(step, step.Calls);
        if (step.Verdict is { } verdict) End(verdict);
        return unwritten.Count > 0 ? clock.Now + JournalRetry : step.WakeAt;
    }

    private void Commit(EngineStep step, IReadOnlyList<EngineCall> calls)
    {
        Tell(step);
        var isWritten = Write(step.Facts);
        foreach (var call in calls)
        {
            if (isWritten) executor.Start(call);
            else TakeBack(call);
        }
    }

    // What could not be intended on disk is not sent. Reading calls need no intent, but would only fill the mailbox meanwhile.
    private void TakeBack(EngineCall call)
    {
        const string reason = "the journal cannot be written";
        mailbox.Post(NotSent.For(call, clock.Now, reason));
    }

    /// <summary>Whether all facts so far are on disk.</summary>
    private bool Write(IEnumerable<Recorded> facts)
    {
        unwritten.AddRange(facts);
        string? failure = null;
        if (unwritten.Count > 0)
        {
            try
            {
                journal.Append([.. unwritten]);
                if (snapshot.JournalFailure is not null) Log.JournalRecovered(log, unwritten.Count);
                loggedState = factLog.Write(loggedState, unwritten);
                unwritten.Clear();
                Compact();
            }
            catch (JournalWriteException unwritable)
            {
                failure = unwritable.Message;
                if (snapshot.JournalFailure is null) Log.JournalUnwritable(log, failure);
            }
        }

        snapshot.Publish(engine.View, failure);
        return failure is null;
    }

    private void Compact()
    {
        switch (journal.CompactIfDue(engine.State))
        {
            case CompactionResult.Done done: Log.JournalCompacted(log, done.BytesBefore, done.BytesAfter); break;
            case CompactionResult.Failed failed: Log.JournalNotCompacted(log, failed.Message); break;
            default: break;
        }
    }

    private void Tell(EngineStep step)
    {
        foreach (var notice in step.Notices) NoticeLog.Write(log, notice);
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
        if (unwritten.Count > 0) Write([]);
    }

    private void AnswerTheRest()
    {
        while (mailbox.Reader.TryRead(out var letter)) letter.Reply?.TrySetResult(null);
    }
}
