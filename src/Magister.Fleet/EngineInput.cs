using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>Something the engine is told: what a caller wants, or how far a call has got. A closed family.</summary>
public abstract record EngineInput
{
    private EngineInput()
    {
    }

    /// <summary>A wish that somebody waits to be told is recorded.</summary>
    public abstract record FromCaller : EngineInput;

    /// <summary>A Contemplant called <c>/verify</c>.</summary>
    public sealed record VerifyReceived(long OfferId) : FromCaller;

    /// <summary>Somebody called <c>/drop</c>.</summary>
    public sealed record DropReceived(long OfferId, string Reason) : FromCaller;

    /// <summary>An operator wants one instance gone.</summary>
    public sealed record InstanceDropReceived(long InstanceId, string Reason) : FromCaller;

    /// <summary>An operator steers the fleet.</summary>
    public abstract record SteeringReceived : FromCaller;

    public sealed record PauseReceived : SteeringReceived;

    public sealed record ResumeReceived : SteeringReceived;

    public sealed record DrainReceived : SteeringReceived;

    /// <summary>An operator wants another number.</summary>
    /// <param name="NumberInstances">At least 1.</param>
    public sealed record ScaleReceived(int NumberInstances) : SteeringReceived;

    /// <summary>The request of a rent or a destroy has left: the next one may be prepared.</summary>
    public sealed record CallSent(EngineCall Call) : EngineInput;

    public sealed record RentEnded(long OfferId, Outcome<long> Outcome) : EngineInput;

    public sealed record DestroyEnded(long InstanceId, Outcome<DestroyConfirmation> Outcome) : EngineInput;

    /// <summary>A listing ended.</summary>
    /// <param name="BegunAt">When its first page was asked for: it speaks of that moment.</param>
    public sealed record ListEnded(DateTimeOffset BegunAt, Outcome<InstanceListing> Outcome) : EngineInput;

    public sealed record SearchEnded(Outcome<ImmutableArray<Offer>> Outcome) : EngineInput;

    public sealed record ShowEnded(long InstanceId, Outcome<ShownInstance> Outcome) : EngineInput;

    public sealed record AccountEnded(Outcome<AccountStanding> Outcome) : EngineInput;
}
