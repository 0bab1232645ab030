using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Records what Contemplants, Hierophant and operators ask for, and answers them.</summary>
internal sealed class CallerDesk(LiveSettings settings, PulseBook pulses, StepBuilder step)
{
    private FleetState State => step.State;

    /// <param name="view">Returns the fleet as it is afterwards.</param>
    public CallerReply Answer(EngineInput.FromCaller input, DateTimeOffset now, Func<FleetView> view) => input switch
    {
        EngineInput.VerifyReceived verify => Verify(verify.OfferId, now),
        EngineInput.PulseReceived pulse => Pulse(pulse, now),
        EngineInput.PulsesHeard heard => Heard(heard.OfferIds, now),
        EngineInput.DropReceived drop => Drop(drop, now),
        EngineInput.InstanceDropReceived drop => DropInstance(drop, now),
        EngineInput.SteeringReceived wish => Steer(wish, now, view),
        _ => throw new InvalidOperationException($"A wish of the kind {input.GetType().Name} is not handled."),
    };

    private CallerReply.VerifyAccepted Verify(long offerId, DateTimeOffset now)
    {
        if (State.LivingOf(offerId) is { } lease)
        {
            if (lease.VerifiedAt is null || lease.UnhealthySince is not null) step.Record(new Verified(offerId, lease.InstanceId), now);
            return new CallerReply.VerifyAccepted(true);
        }

        if (State.Rents.TryGetValue(offerId, out var rent))
        {
            if (rent.VerifiedAt is null) step.Record(new Verified(offerId, null), now);
            return new CallerReply.VerifyAccepted(true);
        }

        step.Notice(new Notice.VerifyOfUnknown(offerId));
        var remembered = State.EarlyVerifies.Since(now - FleetState.EarlyVerifyMemory);
        if (remembered.Count < FleetState.MaxEarlyVerifies && !remembered.ContainsKey(offerId)) step.Record(new Verified(offerId, null), now);
        return new CallerReply.VerifyAccepted(false);
    }

    // A Contemplant that works is registered with Hierophant and so has verified itself, whether or not that was heard.
    private CallerReply Pulse(EngineInput.PulseReceived pulse, DateTimeOffset now)
    {
        if (State.LivingOf(pulse.OfferId) is not { } lease) return State.Rents.ContainsKey(pulse.OfferId) ? new CallerReply.PulseAccepted() : new CallerReply.PulseOfUnknown();
        pulses.Heard(lease.InstanceId, now);
        if (pulse.WordId is not null && Work.IsOvertaken(lease.Work, pulse.State, pulse.Restarts, now)) return new CallerReply.PulseAccepted();
        if (Work.IsNews(lease.Work, pulse.State))
        {
            step.Record(new WorkReported(lease.InstanceId, pulse.State, pulse.Interval.TotalSeconds, pulse.Restarts, pulse.LastWords), now);
        }

        if (pulse.State is WorkState.Working && lease.VerifiedAt is null) step.Record(new Verified(pulse.OfferId, lease.InstanceId), now);
        return new CallerReply.PulseAccepted();
    }

    private CallerReply.PulseAccepted Heard(ImmutableArray<long> offerIds, DateTimeOffset now)
    {
        foreach (var lease in offerIds.Select(State.LivingOf).OfType<Lease>()) pulses.Heard(lease.InstanceId, now);
        return new CallerReply.PulseAccepted();
    }

    private CallerReply Drop(EngineInput.DropReceived drop, DateTimeOffset now)
    {
        if (State.LivingOf(drop.OfferId) is { } lease)
        {
            if (lease.Drop is null) step.Record(new DropRequested(drop.OfferId, lease.InstanceId, drop.Reason, drop.By), now);
            return new CallerReply.DropAccepted(drop.OfferId, lease.InstanceId);
        }

        if (State.Rents.TryGetValue(drop.OfferId, out var rent))
        {
            if (rent.Drop is null) step.Record(new DropRequested(drop.OfferId, null, drop.Reason, drop.By), now);
            return new CallerReply.DropAccepted(drop.OfferId, null);
        }

        if (State.DroppedOf(drop.OfferId) is { } dropped) return new CallerReply.DropAccepted(drop.OfferId, dropped.InstanceId);
        if (State.EarlyDrops.ContainsKey(drop.OfferId)) return new CallerReply.DropAccepted(drop.OfferId, null);
        step.Notice(new Notice.DropOfUnknown(drop.OfferId));
        return new CallerReply.DropOfUnknown(drop.OfferId);
    }

    private CallerReply DropInstance(EngineInput.InstanceDropReceived drop, DateTimeOffset now)
    {
        if (!State.Leases.TryGetValue(drop.InstanceId, out var lease)) return new CallerReply.InstanceUnknown(drop.InstanceId);
        if (lease.Drop is null) step.Record(new DropRequested(lease.OfferId, lease.InstanceId, drop.Reason, drop.By), now);
        return new CallerReply.DropAccepted(lease.OfferId, lease.InstanceId);
    }

    private CallerReply Steer(EngineInput.SteeringReceived wish, DateTimeOffset now, Func<FleetView> view)
    {
        if (wish is EngineInput.ScaleReceived scale)
        {
            if (ScaleWish.Refusal(scale.NumberInstances, settings.Now) is { } refusal) return new CallerReply.SteeringRefused(refusal);
            if (!scale.IsConfirmed && ScaleWish.Question(scale.NumberInstances, State, settings.Now, now) is var (words, cost)) return new CallerReply.ToConfirm(words, cost);
        }

        if (wish is EngineInput.JudgementReceived { Judgement: not Judgement.Cleared } word && State.Judgements.Count >= FleetState.MaxJudgements && !State.Judgements.ContainsKey((word.IsHost, word.Id)))
        {
            return new CallerReply.SteeringRefused($"{FleetState.MaxJudgements} machines and hosts are barred or preferred already; clear some, or use bad_machines and bad_hosts");
        }

        if (NewsIn(wish) is { } fact) step.Record(fact, now);
        return new CallerReply.Steered(view());
    }

    // A wish that is fulfilled already is not recorded again.
    private Fact? NewsIn(EngineInput.SteeringReceived wish) => wish switch
    {
        EngineInput.PauseReceived => State.Steering.Mode is SteeringMode.Paused ? null : new Paused(wish.By),
        EngineInput.DrainReceived => State.Steering.Mode is SteeringMode.Draining ? null : new DrainBegun(wish.By),
        EngineInput.ResumeReceived => State.Steering.Mode is SteeringMode.Running ? null : new Resumed(wish.By),
        EngineInput.ScaleReceived scale => scale.NumberInstances == (State.Steering.Scaled?.NumberInstances ?? settings.Now.NumberInstances) ? null : new Scaled(scale.NumberInstances, settings.Now.NumberInstances, wish.By),
        EngineInput.JudgementReceived word => IsSaid(word) ? null : new MachineJudged(word.Id, word.IsHost, word.Judgement, word.Reason is { } reason ? TextBeginning.ForPeople(reason, FleetState.MaxMachineReason) : null, wish.By),
        _ => throw new InvalidOperationException($"A wish of the kind {wish.GetType().Name} is not handled."),
    };

    private bool IsSaid(EngineInput.JudgementReceived word) =>
        State.Judgements.GetValueOrDefault((word.IsHost, word.Id)) is var said && (said?.Judgement ?? Judgement.Cleared) == word.Judgement && (word.Reason is null || word.Reason == said?.Reason);
}
