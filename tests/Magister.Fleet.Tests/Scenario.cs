using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;
using static Magister.Fleet.Tests.Build;

namespace Magister.Fleet.Tests;

/// <summary>
/// An engine, its journal and its unanswered calls. Each method tells the engine one thing, lets it decide, and checks what holds at every
/// step: facts follow each other, an intent is recorded before its call goes out, and nothing is asked for twice.
/// </summary>
internal sealed class Scenario
{
    private readonly List<Recorded> journal;
    private readonly List<EngineCall> open = [];

    public Scenario(FleetSettings? settings = null, History? journal = null)
    {
        Settings = settings ?? Build.Settings();
        this.journal = [.. journal?.Facts ?? []];
        Now = this.journal.Count > 0 ? this.journal[^1].At : Epoch;
        Engine = new Engine(Settings, History.Fold(this.journal));
    }

    public FleetSettings Settings { get; private set; }

    public Engine Engine { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public FleetState Fleet => Engine.State;

    public IEnumerable<Fact> Journal => journal.Select(recorded => recorded.Fact);

    public List<Notice> Notices { get; } = [];

    public FatalReason? FatalReason { get; private set; }

    public DateTimeOffset? WakeAt { get; private set; }

    public CallerReply? Reply { get; private set; }

    /// <summary>Whether each rent and destroy is sent immediately; otherwise it waits for its turn until <see cref="Sent"/>.</summary>
    public bool SendsAtOnce { get; init; } = true;

    /// <summary>
    /// Whether an instance that is asked for before its destroy is shown immediately, as last seen; otherwise the test answers.
    /// </summary>
    public bool ShowsAtOnce { get; init; } = true;

    /// <summary>Whether requests for logs are refused immediately; otherwise the test answers.</summary>
    public bool RefusesLogs { get; init; } = true;

    /// <summary>
    /// The account's credit, returned immediately whenever it is asked for merely as information; null if the test answers.
    /// </summary>
    public double? CreditAtOnce { get; init; } = 1000;

    /// <summary>Calls that were made and not answered.</summary>
    public IEnumerable<EngineCall> Open => open;

    public long[] Renting => [.. Open.OfType<EngineCall.Rent>().Select(rent => rent.Order.OfferId)];

    public long[] Destroying => [.. Open.OfType<EngineCall.Destroy>().Select(destroy => destroy.InstanceId)];

    public long[] Asking => [.. Open.OfType<EngineCall.Show>().Select(show => show.InstanceId)];

    public long[] Labelling => [.. Open.OfType<EngineCall.Label>().Select(label => label.InstanceId)];

    public long[] AskingForLogs => [.. Open.OfType<EngineCall.Logs>().Select(logs => logs.InstanceId)];

    public bool IsAskingForTheAccount => Open.OfType<EngineCall.Account>().Any();

    public bool IsListing => Open.OfType<EngineCall.List>().Any();

    public EngineCall.Search? Searching => Open.OfType<EngineCall.Search>().SingleOrDefault();

    public long[] Alive => [.. Fleet.Leases.Keys];

    /// <summary>The clock advances, and the engine decides again.</summary>
    public Scenario At(double seconds)
    {
        Now = Build.At(seconds);
        return Decide();
    }

    /// <summary>The clock advances while nothing runs.</summary>
    public Scenario Asleep(double until)
    {
        Now = Build.At(until);
        return this;
    }

    public Scenario Start()
    {
        Absorb(Engine.Start(Now));
        return Decide();
    }

    /// <summary>Start, the first list and the first search, all answered immediately.</summary>
    public Scenario StartWith(ListedInstance[] listed, params Offer[] offers)
    {
        Start().Listed(listed);
        return Searching is null ? this : Offered(offers);
    }

    /// <summary>The program is killed, and the next one starts from the journal.</summary>
    public Scenario Kill(FleetSettings? settings = null)
    {
        Settings = settings ?? Settings;
        open.Clear();
        Engine = new Engine(Settings, History.Fold(journal));
        return Start();
    }

    public Scenario Stop()
    {
        Engine.Stop();
        return Decide();
    }

    public Scenario Tell(EngineInput input)
    {
        Absorb(Engine.Take(input, Now));
        return Decide();
    }

    public Scenario Sent(EngineCall call) => Tell(new EngineInput.CallSent(call));

    public Scenario Verify(long offer) => Tell(new EngineInput.VerifyReceived(offer));

    public Scenario Drop(long offer, string reason = "") => Tell(new EngineInput.DropReceived(offer, reason));

    public Scenario Listed(params ListedInstance[] rows) => ListEnds(Done(new InstanceListing([.. rows])));

    /// <summary>A list that nobody waits for here, with the time at which it was begun.</summary>
    public Scenario ListedAsOf(double begun, params ListedInstance[] rows) =>
        Tell(new EngineCall.List(Build.At(begun), IsOfAllLabels: true).Ended(Done(new InstanceListing([.. rows]))));

    /// <summary>Enough empty lists to give up an uncertain rent, the first of them now.</summary>
    public Scenario ListedEmpty()
    {
        var first = Now;
        for (var list = 0; list < 3; list++)
        {
            Now = first.AddSeconds(5 * list);
            Decide().Listed();
        }

        return this;
    }

    public Scenario AccountEnds(Outcome<AccountStanding> outcome) => Tell(Answer<EngineCall.Account>().Ended(outcome));

    public Scenario Credit(double credit) => AccountEnds(Done(new AccountStanding(credit)));

    public DateOnly? AskingForBillOf => Open.OfType<EngineCall.Charges>().SingleOrDefault()?.Day;

    public Scenario Billed(params (long Instance, double Usd)[] charges) =>
        BillEnds(Done(new DayBill(charges.ToImmutableSortedDictionary(charge => charge.Instance, charge => charge.Usd))));

    public Scenario BillEnds(Outcome<DayBill> outcome) => Tell(Answer<EngineCall.Charges>().Ended(outcome));

    public bool IsAskingForPriceIncreases => Open.OfType<EngineCall.PriceIncreases>().Any();

    public Scenario PriceIncreasesEnd(Outcome<ImmutableDictionary<long, PriceIncrease>> outcome) => Tell(Answer<EngineCall.PriceIncreases>().Ended(outcome));

    public Scenario ListEnds(Outcome<InstanceListing> outcome) => Tell(Answer<EngineCall.List>().Ended(outcome));

    public Scenario ContemplantsEnd(Outcome<HierophantListing> outcome) => Tell(Answer<EngineCall.Contemplants>().Ended(outcome));

    public Scenario Offered(params Offer[] offers) => SearchEnds(Done(offers.ToImmutableArray()));

    public Scenario SearchEnds(Outcome<ImmutableArray<Offer>> outcome) => Tell(Answer<EngineCall.Search>().Ended(outcome));

    public Scenario Rented(long offer, long instance) => RentEnds(offer, Done(instance));

    public Scenario RentUnknown(long offer) => RentEnds(offer, new Outcome<long>.Unknown("connection reset"));

    public Scenario RentRefused(long offer, RefusalKind kind) => RentEnds(offer, new Outcome<long>.Refused(kind, kind.ToString()));

    public Scenario RentEnds(long offer, Outcome<long> outcome) =>
        Tell(Answer<EngineCall.Rent>(rent => rent.Order.OfferId == offer).Ended(outcome));

    public Scenario Destroyed(long instance, bool wasGone = false) =>
        DestroyEnds(instance, Done(new DestroyConfirmation(wasGone)));

    public Scenario DestroyFails(long instance) => DestroyEnds(instance, new Outcome<DestroyConfirmation>.Unknown("HTTP 500"));

    public Scenario DestroyEnds(long instance, Outcome<DestroyConfirmation> outcome) =>
        Tell(Answer<EngineCall.Destroy>(destroy => destroy.InstanceId == instance).Ended(outcome));

    public Scenario Shown(long instance, ListedInstance? row) => ShowEnds(instance, Done(new ShownInstance(row)));

    public Scenario ShowFails(long instance) => ShowEnds(instance, new Outcome<ShownInstance>.Unknown("HTTP 500"));

    public Scenario ShowEnds(long instance, Outcome<ShownInstance> outcome) =>
        Tell(Answer<EngineCall.Show>(show => show.InstanceId == instance).Ended(outcome));

    public Scenario LabelEnds(long instance, bool isSet) => Tell(Answer<EngineCall.Label>(label => label.InstanceId == instance)
        .Ended(isSet ? Done(new LabelConfirmation()) : new Outcome<LabelConfirmation>.Unknown("HTTP 500")));

    public Scenario LogsEnd(long instance, Outcome<InstanceLogs> outcome) =>
        Tell(Answer<EngineCall.Logs>(logs => logs.InstanceId == instance).Ended(outcome));

    private T Answer<T>(Predicate<T>? which = null)
        where T : EngineCall
    {
        var at = open.FindIndex(call => call is T one && which?.Invoke(one) is not false);
        Assert.True(at >= 0, $"There is no such call to answer among: {string.Join(", ", Open)}");
        var asked = (T)open[at];
        open.RemoveAt(at);
        return asked;
    }

    private Scenario Decide()
    {
        while (true)
        {
            var step = Engine.Decide(Now);
            Absorb(step);
            WakeAt = step.WakeAt;
            var sent = SendsAtOnce ? step.Calls.Where(call => call is EngineCall.Rent or EngineCall.Destroy).ToArray() : [];
            foreach (var call in sent) Absorb(Engine.Take(new EngineInput.CallSent(call), Now));
            var shown = ShowsAtOnce ? step.Calls.OfType<EngineCall.Show>().Where(IsInNoDoubt).ToArray() : [];
            foreach (var show in shown) ShowAsSeenLast(show.InstanceId);
            var refused = RefusesLogs ? step.Calls.OfType<EngineCall.Logs>().ToArray() : [];
            foreach (var logs in refused) Absorb(Engine.Take(Answer<EngineCall.Logs>(call => call == logs).NotMade("no logs in this test"), Now));
            var told = CreditAtOnce is not null && !IsCreditInDoubt ? step.Calls.OfType<EngineCall.Account>().ToArray() : [];
            foreach (var _ in told) Absorb(Engine.Take(Answer<EngineCall.Account>().Ended(Done(new AccountStanding(CreditAtOnce!.Value))), Now));
            if (sent.Length + shown.Length + refused.Length + told.Length == 0) return this;
        }
    }

    private bool IsCreditInDoubt => CreditRule.AllStopped(Fleet) && Fleet.Account is not { CanPay: true };

    private bool IsInNoDoubt(EngineCall.Show show) => Fleet.Leases[show.InstanceId].MissingSince is null;

    private void ShowAsSeenLast(long instance)
    {
        var lease = Fleet.Leases[instance];
        var show = Answer<EngineCall.Show>(show => show.InstanceId == instance);
        var row = Row(instance, lease.OfferId, lease.Status) with { StatusMessage = lease.StatusMessage };
        Absorb(Engine.Take(show.Ended(Done(new ShownInstance(row))), Now));
    }

    private void Absorb(EngineStep step)
    {
        foreach (var recorded in step.Facts)
        {
            Assert.Equal((journal.Count > 0 ? journal[^1].Sequence : 0) + 1, recorded.Sequence);
            journal.Add(recorded);
        }

        foreach (var call in step.Calls)
        {
            AssertIntended(call);
            Assert.DoesNotContain(call, Open);
            open.Add(call);
        }

        Notices.AddRange(step.Notices);
        FatalReason = step.FatalReason ?? FatalReason;
        Reply = step.Reply ?? Reply;
    }

    private void AssertIntended(EngineCall call)
    {
        var fleet = History.Fold(journal);
        if (call is EngineCall.Rent rent) Assert.False(fleet.Rents[rent.Order.OfferId].IsUncertain);
        if (call is EngineCall.Destroy destroy) Assert.True(fleet.Leases[destroy.InstanceId].Destruction!.UnderWay);
    }
}
