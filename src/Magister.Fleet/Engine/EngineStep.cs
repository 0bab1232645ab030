using System.Collections.Immutable;
using Magister.Fleet.Facts;

namespace Magister.Fleet;

/// <summary>The result of a step of the engine.</summary>
public sealed record EngineStep
{
    /// <summary>To be written and flushed before anything else here is acted on.</summary>
    public ImmutableArray<Recorded> Facts { get; init; } = [];

    /// <summary>To be made, all at once.</summary>
    public ImmutableArray<EngineCall> Calls { get; init; } = [];

    /// <summary>To be logged.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>To be returned to the caller, if the input came from one.</summary>
    public CallerReply? Reply { get; init; }

    /// <summary>When the engine must decide again, unless an input arrives first.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Set when the program must end.</summary>
    public FatalReason? FatalReason { get; init; }
}

/// <summary>The answer to a waiting caller. A closed family.</summary>
public abstract record CallerReply
{
    private CallerReply()
    {
    }

    /// <summary>Verified. Also the answer for an unknown id: a Contemplant that is refused would start over forever.</summary>
    public sealed record VerifyAccepted(bool IsKnown) : CallerReply;

    /// <summary>It will be dropped.</summary>
    /// <param name="InstanceId">Null while the rent has no answer yet.</param>
    public sealed record DropAccepted(long OfferId, long? InstanceId) : CallerReply;

    public sealed record DropOfUnknown(long OfferId) : CallerReply;

    public sealed record PulseAccepted : CallerReply;

    /// <summary>No instance of that offer is alive, and its watch may be told so.</summary>
    public sealed record PulseOfUnknown : CallerReply;

    /// <summary>None of our instances has that id.</summary>
    public sealed record InstanceUnknown(long InstanceId) : CallerReply;

    /// <summary>The operator's wish is in effect.</summary>
    /// <param name="View">The fleet right afterwards.</param>
    public sealed record Steered(FleetView View) : CallerReply;

    /// <summary>The operator's wish is impossible.</summary>
    public sealed record SteeringRefused(string Reason) : CallerReply;

    /// <summary>It needs confirmation.</summary>
    /// <param name="CostPerHour">USD for the whole fleet if it is confirmed.</param>
    public sealed record ToConfirm(string Question, double CostPerHour) : CallerReply;
}

/// <summary>Why the program ends of its own accord. A closed family.</summary>
public abstract record FatalReason(string Message)
{
    /// <summary>Vast does not accept the API key.</summary>
    public sealed record KeyRefused(string Message) : FatalReason(Message);

    /// <summary>At startup: nothing on offer, and no instance held.</summary>
    public sealed record NothingOnOffer(string Message) : FatalReason(Message);
}

/// <summary>Something an operator should know that changes nothing in the fleet. A closed family.</summary>
public abstract record Notice
{
    private Notice()
    {
    }

    public sealed record VerifyOfUnknown(long OfferId) : Notice;

    public sealed record DropOfUnknown(long OfferId) : Notice;

    /// <summary>The first complete list has arrived.</summary>
    public sealed record LookedAtVast(int Listed, int Ours) : Notice;

    /// <summary>A call that changes nothing failed; it is retried.</summary>
    public sealed record CallFailed(string Call, string Reason) : Notice;

    public sealed record FewOffers(int Usable, int Needed) : Notice;

    /// <summary>An instance costs more than <c>cost_per_hour</c> and is kept: it was raised, or the cap lowered, after the rent.</summary>
    public sealed record DearerThanCap(long InstanceId, double PricePerHour, double Cap) : Notice;

    /// <summary>An instance that was bid for is on demand and is kept, because it was verified before Vast said so.</summary>
    public sealed record NotInterruptible(long InstanceId, double? PricePerHour, double Bid) : Notice;

    /// <summary>Vast finds nothing with a filter, although there are offers that pass it.</summary>
    /// <param name="Filters">Its key, or the keys of those it may be.</param>
    public sealed record FilterMisapplied(string Filters, int Offers) : Notice;

    /// <summary>Nothing is rented although something is missing.</summary>
    public sealed record RentsHeldBack(string Reason, string LiftedBy) : Notice;

    public sealed record RentsResumed : Notice;

    /// <summary>A defect: something that must never happen was about to happen, and was prevented.</summary>
    public sealed record PromiseBroken(string What) : Notice;
}
