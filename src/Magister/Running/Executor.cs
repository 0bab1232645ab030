using Magister.Configuration;
using Magister.Evidence;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Running.Sharing;
using Magister.Vast;
using Magister.Vast.Calls;
using Magister.Vast.Sending;

namespace Magister.Running;

/// <summary>
/// Makes the engine's calls concurrently, and posts their outcomes. It decides nothing and keeps no state.
/// </summary>
internal sealed class Executor(VastClient vast, HierophantClient hierophant, Mailbox mailbox, TimeProvider time, SecretTexts secrets, ILogger<Executor> log, SharedFleet? shared = null)
{
    /// <summary>How much of the end of a log is kept.</summary>
    private const int MaxLogBytes = 256 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<EngineCall, OngoingCall> ongoing = [];
    private bool isClosed;

    /// <summary>A description of a call that is hanging; null if each is progressing or waiting for its turn.</summary>
    public string? StandsStill
    {
        get
        {
            var limit = vast.LongestRequest + Vitals.Patience;
            lock (gate) return ongoing.Where(call => call.Value.Watch.StillFor > limit).Select(call => Vitals.Text($"a {call.Key.GetType().Name} call to Vast", call.Value.Watch.StillFor - Vitals.Patience)).FirstOrDefault();
        }
    }

    /// <summary>Starts a call, whose outcome is posted to the mailbox. Only for the loop.</summary>
    public void Start(EngineCall call)
    {
        var started = new OngoingCall(new CallWatch(time));
        lock (gate)
        {
            if (isClosed) return;
            ongoing.Add(call, started);
        }

        started.Done = RunAsync(call, started);
    }

    /// <summary>
    /// Ends what is under way: calls that have not been sent, or change nothing, immediately; rents and destroys that have been sent, when their
    /// answer arrives or the grace is over. Only for the loop.
    /// </summary>
    public async Task DrainAsync(TimeSpan grace)
    {
        OngoingCall[] calls;
        lock (gate)
        {
            isClosed = true;
            calls = [.. ongoing.Values];
        }

        foreach (var call in calls.Where(call => !call.IsSent)) call.BreakOff();
        var all = Task.WhenAll(calls.Select(call => call.Done));
        await Task.WhenAny(all, Task.Delay(grace, time));
        foreach (var call in calls) call.BreakOff();
        await all;
    }

    /// <summary>Aborts everything: another Magister settles it, so the outcomes are discarded. Only for the loop.</summary>
    public async Task AbandonAsync()
    {
        await DrainAsync(TimeSpan.Zero);
        foreach (var letter in mailbox.TakeAll().Where(letter => letter.Input is EngineInput.FromCaller)) mailbox.Post(letter.Input, letter.Reply);
        lock (gate) isClosed = false;
    }

    // Posted before it is removed, so that once all calls have ended every outcome is in the mailbox.
    private async Task RunAsync(EngineCall call, OngoingCall state)
    {
        mailbox.Post(await EndOfAsync(call, state));
        lock (gate) ongoing.Remove(call);
    }

    private async Task<EngineInput> EndOfAsync(EngineCall call, OngoingCall state)
    {
        try
        {
            return await CallAsync(call, state, () => Sent(call, state), state.Cancellation.Token);
        }
#pragma warning disable CA1031 // An unexpected exception ends only this call, whose outcome is then unknown: never the loop, and never silently.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            LoopLog.CallBroke(log, call.GetType().Name, defect);
            return call.Broken($"a defect in Magister ({defect.Message})");
        }
    }

    private async Task<EngineInput> CallAsync(EngineCall call, OngoingCall state, Action sent, CancellationToken cancellation) => call switch
    {
        EngineCall.Rent rent => rent.Ended(await vast.SendAsync(new RentCall(rent.Order) { Watch = state.Watch }, sent, cancellation)),
        EngineCall.Destroy destroy => destroy.Ended(await vast.SendAsync(new DestroyCall(destroy.InstanceId) { Watch = state.Watch }, sent, cancellation)),
        EngineCall.Show show => show.Ended(await vast.SendAsync(new ShowCall(show.InstanceId) { Watch = state.Watch }, cancellation)),
        EngineCall.Search search => search.Ended(await vast.SendAsync(new SearchCall(search.Query, search.Without) { Watch = state.Watch }, cancellation)),
        EngineCall.Account account => account.Ended(await vast.SendAsync(new AccountCall { Watch = state.Watch }, cancellation)),
        EngineCall.Label label => label.Ended(await vast.SendAsync(new LabelCall(label.InstanceId, FleetSettings.Label) { Watch = state.Watch }, cancellation)),
        EngineCall.List list => list.Ended(await vast.SendAsync(new ListCall(list.IsOfAllLabels ? null : FleetSettings.Label) { Watch = state.Watch }, cancellation)),
        EngineCall.Logs logs => logs.Ended(await LogsAsync(logs.InstanceId, state.Watch, cancellation)),
        EngineCall.Charges charges => charges.Ended(await vast.SendAsync(new ChargesCall(charges.Day) { Watch = state.Watch }, cancellation)),
        EngineCall.PriceIncreases increases => increases.Ended(await vast.SendAsync(new PriceIncreasesCall { Watch = state.Watch }, cancellation)),
        EngineCall.Contemplants list => list.Ended(await hierophant.ListAsync(cancellation)),
        _ => throw new InvalidOperationException($"A call of the kind {call.GetType().Name} cannot be made."),
    };

    private async Task<Outcome<InstanceLogs>> LogsAsync(long instanceId, CallWatch watch, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(EngineCall.Logs.Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var outcome = await vast.SendAsync(new LogsCall(instanceId) { Watch = watch }, either.Token);
        return outcome is Outcome<InstanceLogs>.Done(var logs) ? new Outcome<InstanceLogs>.Done(Fit(logs)) : outcome;
    }

    // Programs' output can contain anything.
    private InstanceLogs Fit(InstanceLogs logs) => new(Fit(logs.Container)?.Text, Fit(logs.Daemon)?.Text) { LastLine = Fit($"{logs.Daemon}\n{logs.Container}")?.LastLine };

    private OutputText? Fit(string? log) => log is null ? null : OutputText.Read(log, secrets, MaxLogBytes);

    // Draining meets a call either before it is sent, and it is not sent any more, or afterwards, and its answer is awaited.
    private void Sent(EngineCall call, OngoingCall state)
    {
        lock (gate)
        {
            if (isClosed || shared is { MayAct: false }) throw new OperationCanceledException();
            state.IsSent = true;
        }

        mailbox.Post(new EngineInput.CallSent(call));
    }

    private sealed class OngoingCall(CallWatch watch)
    {
        public CallWatch Watch => watch;

        public CancellationTokenSource Cancellation { get; } = new();

        public Task Done { get; set; } = Task.CompletedTask;

        public bool IsSent { get; set; }

        public void BreakOff() => Cancellation.Cancel();
    }
}
