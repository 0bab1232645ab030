using Magister.Fleet.Facts;

namespace Magister.Fleet;

public sealed partial class Engine
{
    private CallerReply.Steered Steer(EngineInput.SteeringReceived wish, DateTimeOffset now)
    {
        if (FactOf(wish) is { } fact) Record(fact, now);
        return new CallerReply.Steered(View);
    }

    // What is so already is not written down again.
    private Fact? FactOf(EngineInput.SteeringReceived wish) => wish switch
    {
        EngineInput.PauseReceived => State.Steering.Mode is SteeringMode.Paused ? null : new Paused(),
        EngineInput.DrainReceived => State.Steering.Mode is SteeringMode.Draining ? null : new DrainBegun(),
        EngineInput.ResumeReceived => State.Steering.Mode is SteeringMode.Running ? null : new Resumed(),
        EngineInput.ScaleReceived scale => scale.NumberInstances == State.NumberWanted(settings) ? null : new Scaled(scale.NumberInstances, settings.NumberInstances),
        _ => throw new InvalidOperationException($"A wish of the kind {wish.GetType().Name} is not handled."),
    };

    private CallerReply DropInstance(EngineInput.InstanceDropReceived drop, DateTimeOffset now)
    {
        if (!State.Leases.TryGetValue(drop.InstanceId, out var lease)) return new CallerReply.InstanceUnknown(drop.InstanceId);
        if (lease.Drop is null) Record(new DropRequested(lease.OfferId, lease.InstanceId, drop.Reason), now);
        return new CallerReply.DropAccepted(lease.OfferId, lease.InstanceId);
    }
}
