using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Holds;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>
/// The loop's logic without the loop: given inputs and the times at which they arrived, it returns the facts to write and the calls to
/// make. Synchronous, with no thread, clock, randomness or I/O of its own, so that a simulation can run it step by step.
/// </summary>
/// <remarks>
/// Only <see cref="FleetState"/> survives a restart. Everything else kept here (the calls under way, the results of the last search, what
/// is being waited for) can be lost at any moment without harm.
/// </remarks>
public sealed class Engine
{
    /// <summary>The maximum number of rents, and of destroys, under way.</summary>
    public const int MaxCallsAtOnce = 4;

    // How many pending destroys are checked for one that may go now.
    private const int LookAhead = 256;

    private readonly LiveSettings settings;
    private readonly Func<double>? chance;
    private readonly Sightings sightings;
    private readonly AccountWatch account;
    private readonly PulseBook pulses;
    private readonly Promises promises;
    private readonly StepBuilder step;
    private readonly RentDesk renting;
    private readonly CallerDesk callers;
    private readonly LabelDesk labels;
    private readonly LookDesk looking;
    private readonly EvidenceDesk evidence;
    private readonly HierophantDesk hierophant;
    private readonly BillDesk bills;
    private readonly PriceIncreaseDesk increases;

    // The destroy that waits for its turn. Its intent is recorded right before it is sent, so a decision is never older than the wait for one turn.
    private EngineCall.Destroy? unsent;
    private ImmutableArray<Hold> holds = [new Hold.FirstLook(null) { IsFelt = false }];
    private string? toldOfHold;
    private string? otherConfiguration;
    private bool isStopping;

    /// <param name="chance">Random numbers from 0 to below 1, for trying out machines when offers go by value; null to go by the mean.</param>
    public Engine(FleetSettings first, FleetState state, Func<double>? chance = null)
    {
        (settings, this.chance) = (new LiveSettings(first), chance);
        (sightings, account, promises, pulses) = (new(settings), new(settings), new(settings), new(settings));
        step = new StepBuilder(state);
        renting = new RentDesk(settings, chance, step);
        callers = new CallerDesk(settings, pulses, step);
        labels = new LabelDesk(settings, step);
        looking = new LookDesk(sightings, account, new Reconciliation(settings, sightings, renting, labels, step), step);
        evidence = new EvidenceDesk(settings, step);
        hierophant = new HierophantDesk(settings, step);
        bills = new BillDesk(step);
        increases = new PriceIncreaseDesk(step);
    }

    /// <summary>The fleet including every fact handed out so far.</summary>
    public FleetState State => step.State;

    /// <summary>The fleet as the endpoints show it.</summary>
    public FleetView View => new(State, State.NumberWanted(settings.Now), settings.Now, holds)
    {
        KeyRefusal = account.KeyRefusal,
        Looks = looking.Looks,
        FewOffers = renting.FewOffers,
        Hierophant = hierophant.Look,
        Credit = account.Look,
    };

    /// <summary>An engine for another state, with the current settings and nothing else of this one.</summary>
    /// <param name="changed">New settings; null to keep the current ones.</param>
    public Engine Anew(FleetState state, FleetSettings? changed = null) => new(changed ?? settings.Now, state, chance);

    /// <summary>Whether the configuration is the one the fleet was last led with, or an operator has accepted it.</summary>
    public bool IsAgreed => otherConfiguration is null;

    /// <summary>Begins a run. Call once, before anything else.</summary>
    /// <param name="otherConfiguration">In words, how the configuration differs from what the fleet was last led with; null if it does not.</param>
    public EngineStep Start(DateTimeOffset now, string? otherConfiguration = null)
    {
        this.otherConfiguration = otherConfiguration;
        sightings.Start(now);
        pulses.Listen(now);
        step.Record(new Started(settings.Now.NumberInstances), now);
        return step.Flush(isStopping);
    }

    /// <summary>From now on no new calls are requested; outcomes of those under way are still recorded.</summary>
    public void Stop() => isStopping = true;

    /// <summary>Takes one input.</summary>
    public EngineStep Take(EngineInput input, DateTimeOffset now)
    {
        CallerReply? reply = null;
        switch (input)
        {
            case EngineInput.ReloadReceived reload: reply = Reload(reload, now); break;
            case EngineInput.FromCaller caller: reply = Answer(caller, now); break;
            case EngineInput.StoodStill: StoodStill(now); break;
            case EngineInput.ConfigurationAgreed: otherConfiguration = null; break;
            case EngineInput.CallSent sent: Sent(sent.Call); break;
            case EngineInput.CallEnded ended: CallEnded(ended, now); break;
            default: throw new InvalidOperationException($"An input of the kind {input.GetType().Name} is not handled.");
        }

        return step.Flush(isStopping) with { Reply = reply };
    }

    /// <summary>Decides what to do now. Call after every batch of inputs, and at the time for which the last step asked to be woken.</summary>
    public EngineStep Decide(DateTimeOffset now)
    {
        if (isStopping || step.Fatal is not null) return step.Flush(isStopping);
        if (DrainRule.News(State, settings.Now) is { } budgets) step.Record(budgets, now);
        DecideWork(now);
        var plan = Planner.Plan(State, settings.Now, now);
        step.WakeAt(plan.NextDeadline);
        var due = evidence.Ready([.. plan.Destroys.Take(LookAhead).Where(destroy => MayGoNow(destroy, now))], now);
        if (due.IsEmpty && plan.Rent is null && renting.Cheaper(now) is { } replaced && MayGoNow(replaced, now)) due = [replaced];
        DecideDestroys(due, now);
        DecideAsks(plan, due, now);
        looking.Decide(now);
        hierophant.Decide(now);
        bills.Decide(now);
        increases.Decide(now);
        labels.Decide(now);
        if (step.IsDue(account.AskDue(State, sightings.LookedAt is not null, now))) DoAskAccount(now);
        DecideRent(plan, now);
        KeepPromises(now);
        return step.Flush(isStopping);
    }

    // Whoever resumes the fleet has seen what holds it back.
    private CallerReply Answer(EngineInput.FromCaller caller, DateTimeOffset now)
    {
        if (caller is EngineInput.ResumeReceived) otherConfiguration = null;
        return callers.Answer(caller, now, () => View);
    }

    private CallerReply Reload(EngineInput.ReloadReceived reload, DateTimeOffset now)
    {
        var fact = new ConfigurationReloaded(reload.Settings.NumberInstances, reload.Changes, reload.By);
        if (!reload.IsConfirmed && ReloadWish.Question(fact, State, settings.Now, reload.Settings, now) is var (words, cost)) return new CallerReply.ToConfirm(words, cost);
        settings.Now = reload.Settings;
        step.Record(fact, now);
        renting.Reloaded();
        hierophant.Reloaded();
        return new CallerReply.Steered(View);
    }

    private void StoodStill(DateTimeOffset now)
    {
        sightings.StoodStill(now);
        pulses.Listen(now);
        hierophant.StoodStill();
    }

    private void DecideWork(DateTimeOffset now)
    {
        foreach (var silent in pulses.Silent(State, now)) step.Record(silent, now);
        step.WakeAt(pulses.NextLookAt);
        if (BreakerRule.Opens(State, settings.Now) is { } cause) step.Record(new BreakerOpened(cause), now);
    }

    private void KeepPromises(DateTimeOffset now)
    {
        foreach (var (call, what) in step.TakeBack(call => promises.BrokenBy(call, State, now)))
        {
            Broken(what, now);
            CallEnded((EngineInput.CallEnded)call.NotMade(what), now);
        }
    }

    private void Broken(string what, DateTimeOffset now)
    {
        holds = holds.Insert(0, promises.Note(what, now));
        step.Notice(new Notice.PromiseBroken(what));
    }

    private void DoAskAccount(DateTimeOffset now)
    {
        account.Asking(now);
        step.Call(new EngineCall.Account());
    }

    private void DecideDestroys(ImmutableArray<PlannedAction.Destroy> due, DateTimeOffset now)
    {
        if (State.Index.BeingDestroyed.Count >= MaxCallsAtOnce || unsent is not null) return;
        if (due.FirstOrDefault(destroy => IsSurelyOurs(destroy.InstanceId, now)) is not { } destroy) return;
        hierophant.CountProofs(destroy.InstanceId, now);
        step.Record(new DestroyIntended(destroy.InstanceId, destroy.Cause, evidence.Reason(destroy)), now);
        unsent = new EngineCall.Destroy(destroy.InstanceId);
        step.Call(unsent);
    }

    // Before the first look, and after a standstill, what is known about statuses, labels, numbers and calls may be long out of date; a drop or
    // a destruction already begun is not. An instance for which nothing would be rented instead keeps its last minutes.
    private bool MayGoNow(PlannedAction.Destroy destroy, DateTimeOffset now)
    {
        var lease = State.Leases[destroy.InstanceId];
        var isCurrent = !destroy.Cause.IsOfWork() || (destroy.Cause is DestroyCause.Absent ? hierophant.Lacks(lease.InstanceId) : pulses.IsCurrent(lease, now));
        var hasSuccessor = !destroy.Cause.IsReplacement() || holds.IsEmpty;
        return lease.ShouldDrop || (sightings.IsCurrent && isCurrent && hasSuccessor && otherConfiguration is null);
    }

    // A drop means this very instance, whatever its label is.
    private bool IsSurelyOurs(long instanceId, DateTimeOffset now) => State.Leases[instanceId].ShouldDrop || sightings.IsSurelyOurs(instanceId, now);

    private void DecideAsks(Plan plan, ImmutableArray<PlannedAction.Destroy> due, DateTimeOffset now)
    {
        var missing = plan.Asks.Select(ask => ask.InstanceId).Where(instanceId => step.IsDue(sightings.AskDue(instanceId, now)));
        var ending = due.Select(destroy => destroy.InstanceId).Where(instanceId => !IsSurelyOurs(instanceId, now));
        foreach (var instanceId in missing.Concat(ending).Where(instanceId => !sightings.IsAsking(instanceId)))
        {
            if (!step.IsDue(sightings.AskDue(now))) return;
            sightings.Asking(instanceId);
            step.Call(new EngineCall.Show(instanceId));
        }
    }

    private void DecideRent(Plan plan, DateTimeOffset now)
    {
        if (renting.Diagnose(now)) return;
        holds = HoldsInForce.Find(State, settings.Now, sightings, renting.RefusalAt(now), account.Look, plan.Rent is not null, now);
        if ((DrainRule.Hold(State, now) ?? (plan.Rent is null ? null : renting.BudgetHold(now))) is { } budget) holds = holds.Add(budget);
        if (hierophant.AlarmAt(now) is { } away) holds = holds.Add(away);
        if (otherConfiguration is { } differs) holds = holds.Insert(0, new Hold.OtherConfiguration(differs));
        if (promises.At(now) is { } broken) holds = holds.Insert(0, broken);
        TellOfHolds();
        foreach (var hold in holds) step.WakeAt(hold.Until);
        renting.Decide(plan.Rent, holds, now);
    }

    private void Sent(EngineCall call)
    {
        if (call == unsent) unsent = null;
        renting.Sent(call);
    }

    private void TellOfHolds()
    {
        var felt = holds.FirstOrDefault(hold => hold.IsFelt);
        if (felt?.Topic == toldOfHold) return;
        toldOfHold = felt?.Topic;

        // Before the first look every start is held back; readiness reports that.
        if (sightings.LookedAt is null) return;
        step.Notice(felt is null ? new Notice.RentsResumed() : new Notice.RentsHeldBack(felt.Reason, felt.LiftedBy));
    }

    private void CallEnded(EngineInput.CallEnded ended, DateTimeOffset now)
    {
        switch (ended)
        {
            case EngineInput.CallEnded<long>(EngineCall.Rent rent, var outcome): renting.RentEnded(rent, outcome, now); break;
            case EngineInput.CallEnded<DestroyConfirmation>(EngineCall.Destroy destroy, var outcome): DestroyEnded(destroy, outcome, now); break;
            case EngineInput.CallEnded<InstanceListing>(EngineCall.List list, var outcome): ListEnded(list, outcome, now); break;
            case EngineInput.CallEnded<ImmutableArray<Offer>>(EngineCall.Search, var outcome): renting.SearchEnded(outcome, now); break;
            case EngineInput.CallEnded<ShownInstance>(EngineCall.Show show, var outcome): looking.ShowEnded(show.InstanceId, outcome, now); break;
            case EngineInput.CallEnded<LabelConfirmation>(EngineCall.Label label, var outcome): labels.Ended(label.InstanceId, outcome, now); break;
            case EngineInput.CallEnded<AccountStanding>(EngineCall.Account, var outcome): AccountEnded(outcome, now); break;
            case EngineInput.CallEnded<InstanceLogs>(EngineCall.Logs logs, var outcome): evidence.Ended(logs.InstanceId, outcome); break;
            case EngineInput.CallEnded<DayBill>(EngineCall.Charges charges, var outcome): bills.Ended(charges.Day, outcome, now); break;
            case EngineInput.CallEnded<ImmutableDictionary<long, PriceIncrease>>(EngineCall.PriceIncreases, var outcome): increases.Ended(outcome, now); break;
            case EngineInput.CallEnded<HierophantListing>(EngineCall.Contemplants list, var outcome): hierophant.Ended(list, outcome, now); break;
            default: throw new InvalidOperationException($"The end of a call of the kind {ended.GetType().Name} is not handled.");
        }

        account.Hear(ended, now);
    }

    private void ListEnded(EngineCall.List list, Outcome<InstanceListing> outcome, DateTimeOffset now)
    {
        // Holds before the first look are not reported; holds afterwards are.
        if (looking.ListEnded(list, outcome, now)) LookedFirst();
        if (outcome is Outcome<InstanceListing>.Done && Promises.Disagreement(State) is { } disagreement) Broken(disagreement, now);
    }

    private void LookedFirst()
    {
        toldOfHold = null;
        renting.LookedFirst();
    }

    private void DestroyEnded(EngineCall.Destroy destroy, Outcome<DestroyConfirmation> outcome, DateTimeOffset now)
    {
        Sent(destroy);
        if (!State.Leases.TryGetValue(destroy.InstanceId, out var lease)) return;
        Fact fact = outcome is Outcome<DestroyConfirmation>.Done(var confirmation)
            ? new Destroyed(destroy.InstanceId, confirmation.WasGoneAlready)
            : new DestroyFailed(destroy.InstanceId, OutcomeText.Describe(outcome));
        step.Record(fact, now);
        if (fact is DestroyFailed && sightings.WasLacked(lease)) step.Record(new SeenMissing(lease.InstanceId), now);
    }

    private void AccountEnded(Outcome<AccountStanding> outcome, DateTimeOffset now)
    {
        account.AskEnded((outcome as Outcome<AccountStanding>.Done)?.Value, State, now);
        if (outcome is not Outcome<AccountStanding>.Done(var standing)) step.Notice(new Notice.CallFailed("account", OutcomeText.Describe(outcome)));
        else if (account.News(standing, State) is { } news) step.Record(news, now);
    }
}
