using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>What happens to Contemplants, their watches and the Hierophant.</summary>
public sealed partial class CallerSchedule
{
    private static readonly DurationRange TurnedAwayAfter = DurationRange.Seconds(0.5, 3);

    private static readonly string[] Reasons =
        ["missed 3 heartbeats", "proof did not verify", "worker disconnected", "assigned proof timed out", "responded with an error"];

    private enum Fate
    {
        TurnedAway,
        Broken,
    }

    private CallerCall? Do(Contemplant who, DueStep due, DateTimeOffset now)
    {
        switch (due.Step)
        {
            case CallerStep.Drop:
                return new CallerCall.Drop(who.InstanceId, who.Environment!.DropEndpoint, due.Reason!);
            case CallerStep.Pulse:
                return due.Turn == who.Pulses ? Pulse(who, now) : null;
            case CallerStep.FallSilent when _options.WatchLife is not null:
                FallSilent(who, now);
                return null;
            case CallerStep.CutOff when _options.CutEvery is { } mean:
                var length = _options.CutLength.Draw(_troubles);
                CutOff(who, length, now);
                Plan(who, now + length + _troubles.Wait(mean), CallerStep.CutOff);
                return null;
            default:
                return due.Turn == who.Process ? OfProcess(who, due.Step, now) : null;
        }
    }

    private CallerCall? OfProcess(Contemplant who, CallerStep step, DateTimeOffset now)
    {
        var isAlive = who.State is not ContemplantState.Down;
        switch (step)
        {
            case CallerStep.Restart when who.IsWatched && !isAlive:
                who.Restarts++;
                Begin(who, default, now);
                return null;
            case CallerStep.TurnAway when isAlive:
                End(who, "Hierophant ended the connection: it takes no Contemplant of this version", now);
                return null;
            case CallerStep.Crash when isAlive && _options.ProcessLife is not null:
                End(who, "out of memory", now);
                return null;
            case CallerStep.Connect when isAlive:
                return Connect(who, now);
            case CallerStep.VerifyAgain:
                return Verify(who, now);
            default:
                return null;
        }
    }

    private void Begin(Contemplant who, DurationRange delay, DateTimeOffset now)
    {
        who.Begin(now);
        Report(who, now);
        if (_options.ProcessLife is { } life) Plan(who, now + _troubles.Wait(life), CallerStep.Crash, who.Process);
        if (who.Instance.MachineTemper >= _options.NeverVerify) Plan(who, now + delay.Draw(_random), CallerStep.Connect, who.Process);
    }

    private CallerCall? Connect(Contemplant who, DateTimeOffset now)
    {
        if (_hierophant.IsAway(now))
        {
            End(who, "Hierophant cannot be reached", now);
            return null;
        }

        if (IsStruck(who, Fate.TurnedAway, _options.RefusedVersions)) Plan(who, now + TurnedAwayAfter.Draw(_troubles), CallerStep.TurnAway, who.Process);
        else if (!IsStruck(who, Fate.Broken, _options.BrokenContemplants) && !_hierophant.Has(who.InstanceId)) _hierophant.Connect(who, now);
        return Verify(who, now);
    }

    private CallerCall? Verify(Contemplant who, DateTimeOffset now) =>
        Reach(who, new CallerCall.Verify(who.InstanceId, who.VerifyEndpoint) { Process = who.Process }, now);

    private CallerCall? Pulse(Contemplant who, DateTimeOffset now)
    {
        if (!who.IsWatched) return null;
        who.HasNews = who.IsReporting;
        if (who.IsReporting) return null;
        who.IsReporting = true;
        who.Pulses++;
        var environment = who.Environment!;
        Plan(who, now + (environment.PulseInterval * _troubles.Between(0.9, 1.1)), CallerStep.Pulse, who.Pulses);
        return Reach(
            who, CallerCall.PulseTo(environment.PulseEndpoint!, who.InstanceId, who.State, environment.PulseInterval, who.Restarts, who.LastWords), now);
    }

    // A call from an instance that is cut off fails immediately.
    private CallerCall? Reach(Contemplant who, CallerCall call, DateTimeOffset now)
    {
        if (now >= who.CutUntil) return call;
        Answered(who, call, isAccepted: false, now);
        return null;
    }

    private void Answered(Contemplant who, CallerCall call, bool isAccepted, DateTimeOffset now)
    {
        if (call is CallerCall.Verify verify)
        {
            if (isAccepted) Accepted(who, verify.Process, now);
            else if (verify.Process == who.Process && who.State is not ContemplantState.Down) Refused(who, now);
        }
        else if (call is CallerCall.Pulse)
        {
            who.IsReporting = false;
            if (who.HasNews) Plan(who, now, CallerStep.Pulse, who.Pulses);
        }
    }

    private void Accepted(Contemplant who, int process, DateTimeOffset now)
    {
        if (!who.IsVerified)
        {
            who.IsVerified = true;
            if (_random.Hits(_options.VerifyTwice)) Plan(who, now, CallerStep.VerifyAgain, process);
        }

        if (process != who.Process || who.State is not ContemplantState.Starting) return;
        var works = _hierophant.Has(who.InstanceId);
        who.State = works ? ContemplantState.Working : ContemplantState.Waiting;
        who.WorksSince = works ? now : null;
        Report(who, now);
        if (!works) Tell(MarketEventKind.Worker, "is verified, and Hierophant does not have it", who.InstanceId, now);
        else if (who.Restarts > 0) Tell(MarketEventKind.Worker, $"works again after {who.Restarts} restarts", who.InstanceId, now);
    }

    // Without a watch, the container restarts it as it did before there were watches.
    private void Refused(Contemplant who, DateTimeOffset now)
    {
        if (who.IsWatched)
        {
            End(who, "Magister did not take its verify", now);
            return;
        }

        _hierophant.Disconnect(who.InstanceId);
        who.Begin(now);
        Plan(who, now + _options.RetryDelay, CallerStep.Connect, who.Process);
    }

    private void End(Contemplant who, string why, DateTimeOffset now)
    {
        if (who.State is ContemplantState.Down) return;
        _hierophant.Disconnect(who.InstanceId);
        var rest = who.End(why, now);
        Report(who, now);
        if (who.IsWatched) Plan(who, now + rest, CallerStep.Restart, who.Process);
        var next = who.IsWatched ? $"its watch starts it again in {rest.TotalSeconds:0} s" : "nothing starts it again";
        Tell(MarketEventKind.Worker, $"has ended ({why}); {next}", who.InstanceId, now);
    }

    /// <summary>Its watch reports its state as soon as it can.</summary>
    private void Report(Contemplant who, DateTimeOffset now)
    {
        if (!who.IsWatched) return;
        who.HasNews = true;
        if (!who.IsReporting) Plan(who, now, CallerStep.Pulse, who.Pulses);
    }

    private void FallSilent(Contemplant who, DateTimeOffset now)
    {
        if (!who.IsWatched) return;
        who.IsSilent = true;
        Tell(MarketEventKind.Worker, "its watch hangs from now on", who.InstanceId, now);
    }

    private void CutOff(Contemplant who, TimeSpan length, DateTimeOffset now)
    {
        who.CutUntil = now + length;
        Tell(MarketEventKind.Worker, $"does not reach Magister for {length.TotalSeconds:0} s", who.InstanceId, now);
    }

    private void Restart(TimeSpan away, DateTimeOffset now)
    {
        long[] connected = [.. _hierophant.Connected];
        _hierophant.Restart(now + away);
        Plan(null, now + away, CallerStep.Return);
        Tell(MarketEventKind.Server, $"Hierophant restarts: away for {away.TotalSeconds:0} s, and {connected.Length} connections end", null, now);
        foreach (var id in connected) End(_contemplants[id], "its connection to Hierophant ended", now);
    }

    private void LoseAny(DateTimeOffset now)
    {
        if (_hierophant.Connected.Count > 0) Lose(_contemplants[_troubles.Pick([.. _hierophant.Connected])], now);
    }

    private void Lose(Contemplant who, DateTimeOffset now) => End(who, "its connection to Hierophant was lost", now);

    private void DropAny(DateTimeOffset now)
    {
        var candidates = InOrder().Where(who => who is { IsVerified: true, IsDropped: false } && _hierophant.Has(who.InstanceId)).ToList();
        if (candidates.Count == 0) return;
        var chosen = _random.Pick(candidates);
        var reason = _random.Pick(Reasons);
        Drop(chosen, reason, now);
        if (_random.Hits(_options.DropTwice)) Plan(chosen, now, CallerStep.Drop, reason: reason);
    }

    // A Contemplant that the Hierophant removes from its list ends along with its connection.
    private void Drop(Contemplant who, string reason, DateTimeOffset now)
    {
        who.IsDropped = true;
        Plan(who, now, CallerStep.Drop, reason: reason);
        End(who, $"dropped: {reason}", now);
    }

    private static bool IsStruck(Contemplant who, Fate fate, double fraction) =>
        Chance.Draw(BitConverter.DoubleToInt64Bits(who.Instance.MachineTemper), 200 + (int)fate) < fraction;
}
