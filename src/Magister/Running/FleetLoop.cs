using Magister.Fleet;
using Magister.Journal;
using Magister.Running.Sharing;

namespace Magister.Running;

/// <summary>
/// The only writer. It passes letters from the mailbox to the engine, and the engine's answers and calls to callers and to Vast. It never
/// awaits the network, so an answer waits for a disk write at most.
/// </summary>
internal sealed class FleetLoop(
    RecordedEngine engine,
    Mailbox mailbox,
    Executor executor,
    FleetSnapshot snapshot,
    SteadyClock clock,
    TimeProvider time,
    Vitals vitals,
    ITurnReport report,
    ProgramEnd end,
    IHostApplicationLifetime lifetime,
    ILogger<FleetLoop> log,
    SharedFleet? shared = null) : BackgroundService
{
    private const string Part = "the loop";

    /// <summary>How late the loop may be before it counts as having stood still.</summary>
    private static readonly TimeSpan LatestTurn = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait at the end for the answer to a rent or destroy that has been sent.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private DateTimeOffset expectedAt = clock.Now;

    /// <summary>Runs until it is told to stop, or has met a defect.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            if (!await ServerStartedAsync(stopping)) return;
            while (await FollowAsync(stopping) && !await LeadAsync(stopping))
            {
                await executor.AbandonAsync();
                shared?.Deposed();
            }
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            LoopLog.Defect(log, defect);
            end.Because(ExitCode.Defect, "Magister ended because of a defect; what it knew is on disk. Please report the log line above.");
        }
        finally
        {
            mailbox.Close();
            shared?.SendAway();
            foreach (var letter in mailbox.TakeAll()) letter.Reply?.Invoke(null);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    // A taken port must end the program before anything is rented.
    private async Task<bool> ServerStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
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

    // A fleet that is not shared has no other leader to wait for.
    private async Task<bool> FollowAsync(CancellationToken stopping)
    {
        while (shared is not null && !stopping.IsCancellationRequested)
        {
            var step = shared.Follow(mailbox.TakeAll());
            if (step.Turn is { } turn) Tell(turn);
            if (step.IsLeading) break;
            await SleepAsync(step.Pause, stopping);
        }

        expectedAt = clock.Now;
        return !stopping.IsCancellationRequested;
    }

    // False if another Magister leads from now on, true if the program must end.
    private async Task<bool> LeadAsync(CancellationToken stopping)
    {
        try
        {
            Tell(engine.Start(clock.Now, shared?.Begin()));
            await TakeTurnsAsync(stopping);
            await EndAsync();
            return true;
        }
        catch (LeadershipLostException)
        {
            return false;
        }
    }

    private async Task TakeTurnsAsync(CancellationToken stopping)
    {
        var wakeAt = Decide();
        while (!stopping.IsCancellationRequested)
        {
            var pause = PauseUntil(wakeAt);
            var due = clock.Now + pause;
            await SleepAsync(shared is null || pause < SharedFleet.LookEvery ? pause : SharedFleet.LookEvery, stopping);
            var start = time.GetTimestamp();
            shared?.Keep();
            if (!TakeLetters() && clock.Now < due) continue;
            wakeAt = Decide();
            report.TookTurn(time.GetElapsedTime(start));
        }
    }

    private async Task SleepAsync(TimeSpan pause, CancellationToken stopping)
    {
        expectedAt += pause;
        vitals.Lives(Part, pause);
        await mailbox.SleepAsync(pause, time, stopping);
        vitals.Lives(Part, TimeSpan.Zero);
    }

    private TimeSpan PauseUntil(DateTimeOffset? wakeAt)
    {
        var pause = wakeAt - clock.Now ?? LongestSleep;
        return pause <= TimeSpan.Zero ? TimeSpan.Zero : pause < LongestSleep ? pause : LongestSleep;
    }

    private bool TakeLetters()
    {
        var now = Now();

        // What others were told comes before what is told here just now.
        Letter[] letters = [.. shared?.WordsOfOthers() ?? [], .. mailbox.TakeAll()];
        if (letters.Length == 0) return false;
        try
        {
            var turn = engine.Take([.. letters.Select(letter => letter.Input)], now);
            Tell(turn);
            foreach (var (letter, reply) in letters.Zip(turn.Replies)) Reply(letter, reply);
        }
        catch (LeadershipLostException)
        {
            // Nothing has been promised yet to those who called here: their calls go to the leader.
            foreach (var letter in letters.Where(letter => letter.Input is EngineInput.FromCaller { WordId: null })) mailbox.Post(letter.Input, letter.Reply);
            throw;
        }

        return true;
    }

    // In a shared fleet, failing to record a caller's word is not an answer yet, and neither is the knowledge of a Magister that may no longer
    // lead: another may know better.
    private void Reply(Letter letter, CallerReply? reply)
    {
        if (shared is not null && (reply is null || !shared.MayAct) && letter.Input is EngineInput.FromCaller { WordId: null }) shared.Wait(letter);
        else letter.Reply?.Invoke(reply);
    }

    private DateTimeOffset? Decide()
    {
        var turn = engine.Decide(Now());
        Tell(turn);
        foreach (var call in turn.Calls) executor.Start(call);
        if (turn.FatalReason is { } verdict) end.Because(verdict is FatalReason.KeyRefused ? ExitCode.KeyRefused : ExitCode.NothingToRent, verdict.Message);
        return turn.WakeAt;
    }

    // Calls made while the program was stopped may still be waiting at the port.
    private DateTimeOffset Now()
    {
        var now = clock.Now;
        if (now - expectedAt > LatestTurn) Tell(engine.Take([new EngineInput.StoodStill()], now));
        return expectedAt = now;
    }

    private void Tell(Turn turn)
    {
        report.Tell(turn, engine);
        snapshot.Publish(engine.View, engine.JournalFailure);
    }

    private async Task EndAsync()
    {
        engine.Stop();
        await executor.DrainAsync(EndGrace);
        TakeLetters();
        shared?.Resign();
    }
}
