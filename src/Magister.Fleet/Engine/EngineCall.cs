using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>A call to Vast or Hierophant that the engine requests, made once the facts that came with it are on disk. A closed family.</summary>
public abstract record EngineCall
{
    private EngineCall()
    {
    }

    /// <summary>The end of this call if it is not made after all.</summary>
    public abstract EngineInput NotMade(string reason);

    /// <summary>The end of this call if something broke on the way: it may or may not have happened.</summary>
    public abstract EngineInput Broken(string reason);

    /// <summary>Whether its answer shows if Vast accepts the key: not if it needs a right that a fleet can do without, or goes elsewhere.</summary>
    internal virtual bool TellsOfKey => true;

    /// <summary>A call that returns something.</summary>
    /// <typeparam name="T">What it returns when it succeeds.</typeparam>
    public abstract record For<T> : EngineCall
    {
        private protected For()
        {
        }

        public EngineInput Ended(Outcome<T> outcome) => new EngineInput.CallEnded<T>(this, outcome);

        public sealed override EngineInput NotMade(string reason) => Ended(new Outcome<T>.Refused(RefusalKind.NotSent, reason));

        public sealed override EngineInput Broken(string reason) => Ended(new Outcome<T>.Unknown(reason));
    }

    public sealed record Rent(RentOrder Order) : For<long>;

    public sealed record Destroy(long InstanceId) : For<DestroyConfirmation>;

    /// <summary>The complete list.</summary>
    /// <param name="BegunAt">When it was requested; it shows no earlier state.</param>
    /// <param name="IsOfAllLabels">Whether to list the whole account, as an instance of ours may lack its label, or only those that have it.</param>
    public sealed record List(DateTimeOffset BegunAt, bool IsOfAllLabels = false) : For<InstanceListing>;

    /// <summary>Sets our label.</summary>
    public sealed record Label(long InstanceId) : For<LabelConfirmation>;

    /// <summary>Searches for offers.</summary>
    /// <param name="Without">Further exclusions; null for none.</param>
    public sealed record Search(OfferQuery Query, SetAside? Without = null) : For<ImmutableArray<Offer>>;

    public sealed record Show(long InstanceId) : For<ShownInstance>;

    public sealed record Account : For<AccountStanding>
    {
        internal override bool TellsOfKey => false;
    }

    /// <summary>Vast's bill for a day that is over: USD by instance.</summary>
    public sealed record Charges(DateOnly Day) : For<DayBill>
    {
        internal override bool TellsOfKey => false;
    }

    /// <summary>The contracts with a pending price increase, by instance.</summary>
    public sealed record PriceIncreases : For<ImmutableDictionary<long, PriceIncrease>>
    {
        internal override bool TellsOfKey => false;
    }

    /// <summary>Hierophant's list of Contemplants.</summary>
    /// <param name="BegunAt">When it was requested; it shows no earlier state.</param>
    public sealed record Contemplants(DateTimeOffset BegunAt) : For<HierophantListing>
    {
        internal override bool TellsOfKey => false;
    }

    /// <summary>The ends of an instance's logs.</summary>
    /// <param name="Reason">Why the instance is about to be destroyed.</param>
    public sealed record Logs(long InstanceId, string Reason) : For<InstanceLogs>
    {
        /// <summary>The time limit: slightly less than the wait for it, so that whatever has arrived by then counts.</summary>
        public static TimeSpan Longest => EvidenceDesk.LongestWait - TimeSpan.FromSeconds(1);
    }
}
