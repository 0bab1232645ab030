using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Fleet.Market;

namespace Magister.Hosting;

/// <summary>The outcome of a call that was not made after all.</summary>
internal static class NotSent
{
    public static EngineInput For(EngineCall call, DateTimeOffset now, string reason) => call switch
    {
        EngineCall.Rent rent => new EngineInput.RentEnded(rent.Order.OfferId, Refused<long>(reason)),
        EngineCall.Destroy destroy => new EngineInput.DestroyEnded(destroy.InstanceId, Refused<DestroyConfirmation>(reason)),
        EngineCall.Show show => new EngineInput.ShowEnded(show.InstanceId, Refused<ShownInstance>(reason)),
        EngineCall.Search => new EngineInput.SearchEnded(Refused<ImmutableArray<Offer>>(reason)),
        EngineCall.Account => new EngineInput.AccountEnded(Refused<AccountStanding>(reason)),
        EngineCall.List => new EngineInput.ListEnded(now, Refused<InstanceListing>(reason)),
        _ => throw new InvalidOperationException($"A call of the kind {call.GetType().Name} cannot be taken back."),
    };

    private static Outcome<T>.Refused Refused<T>(string reason) => new(RefusalKind.NotSent, reason);
}
