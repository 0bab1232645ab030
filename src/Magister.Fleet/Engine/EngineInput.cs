using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>An input to the engine: a caller's request, or the progress of a call. A closed family.</summary>
public abstract record EngineInput
{
    private EngineInput()
    {
    }

    /// <summary>A request whose caller waits to hear that it is recorded.</summary>
    public abstract record FromCaller : EngineInput
    {
        /// <summary>The name of the token that was sent along; null if none was.</summary>
        public string? By { get; init; }

        /// <summary>Its number among the words given to other Magisters of the fleet; null if it was given to this one.</summary>
        public long? WordId { get; init; }
    }

    /// <summary>A Contemplant called <c>/verify</c>.</summary>
    public sealed record VerifyReceived(long OfferId) : FromCaller;

    /// <summary>The watch in an instance called <c>/pulse</c>.</summary>
    /// <param name="State">Never <see cref="WorkState.Silent"/>.</param>
    /// <param name="Interval">How often this instance reports.</param>
    /// <param name="Restarts">How often its Contemplant has been restarted.</param>
    /// <param name="LastWords">The last meaningful line of its Contemplant's output; null if none was sent.</param>
    public sealed record PulseReceived(long OfferId, WorkState State, TimeSpan Interval, int Restarts, string? LastWords) : FromCaller;

    /// <summary>Another Magister received pulses of several instances that say nothing new.</summary>
    public sealed record PulsesHeard(ImmutableArray<long> OfferIds) : FromCaller;

    /// <summary>Somebody called <c>/drop</c>.</summary>
    public sealed record DropReceived(long OfferId, string Reason) : FromCaller;

    /// <summary>An operator drops one instance.</summary>
    public sealed record InstanceDropReceived(long InstanceId, string Reason) : FromCaller;

    /// <summary>An operator steers the fleet.</summary>
    public abstract record SteeringReceived : FromCaller;

    public sealed record PauseReceived : SteeringReceived;

    public sealed record ResumeReceived : SteeringReceived;

    public sealed record DrainReceived : SteeringReceived;

    /// <summary>An operator sets the number of instances.</summary>
    /// <param name="NumberInstances">At least 1.</param>
    /// <param name="IsConfirmed">The operator knows what it means: no question is asked.</param>
    public sealed record ScaleReceived(int NumberInstances, bool IsConfirmed) : SteeringReceived;

    /// <summary>An operator reloads the configuration.</summary>
    /// <param name="Changes">The differences, in words.</param>
    /// <param name="IsConfirmed">The operator knows what it means: no question is asked.</param>
    public sealed record ReloadReceived(FleetSettings Settings, string Changes, bool IsConfirmed) : SteeringReceived;

    /// <summary>An operator judges a machine or a host.</summary>
    /// <param name="IsHost">The id is that of a host, and all its machines are meant.</param>
    /// <param name="Reason">Null if none is given.</param>
    public sealed record JudgementReceived(long Id, bool IsHost, Judgement Judgement, string? Reason) : SteeringReceived;

    /// <summary>
    /// The program did not run for a while (it was stopped, or its machine was). What arrived in the meantime may not have been heard yet, so no
    /// deadline is judged before a list that is begun from now on.
    /// </summary>
    public sealed record StoodStill : EngineInput;

    /// <summary>The configuration is the one the fleet was last led with, or is accepted from now on.</summary>
    public sealed record ConfigurationAgreed : EngineInput;

    /// <summary>The request of a rent or a destroy has been sent: the next one may be prepared.</summary>
    public sealed record CallSent(EngineCall Call) : EngineInput;

    /// <summary>A call has ended.</summary>
    public abstract record CallEnded : EngineInput
    {
        private protected CallEnded()
        {
        }

        /// <summary>Why Vast refuses the API key, as known after this call: any answer of Vast's shows whether it accepts the key.</summary>
        /// <param name="before">The refusal known before this call; null if nothing speaks against the key.</param>
        internal abstract string? KeyRefusalAfter(string? before);
    }

    /// <inheritdoc cref="CallEnded"/>
    /// <typeparam name="T">What a call of this kind returns when it succeeds.</typeparam>
    public sealed record CallEnded<T>(EngineCall.For<T> Call, Outcome<T> Outcome) : CallEnded
    {
        internal override string? KeyRefusalAfter(string? before) => !Call.TellsOfKey ? before : Outcome switch
        {
            Outcome<T>.Unauthorised refused => refused.Reason,
            Outcome<T>.Done => null,
            _ => before,
        };
    }
}
