using Magister.Fleet;
using Magister.Vast;

namespace Magister.Hosting;

/// <summary>
/// Makes the calls that the engine asks for, side by side, and posts how each ended. It decides nothing and keeps nothing.
/// </summary>
internal sealed class Executor(VastClient vast, Mailbox mailbox, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<EngineCall, OngoingCall> ongoing = [];
    private bool closed;

    /// <summary>Starts a call; its outcome comes through the mailbox.</summary>
    public void Start(EngineCall call)
    {
        lock (gate)
        {
            if (closed) return;
            var started = new OngoingCall();
            ongoing[call] = started;
            started.Done = Task.Run(() => RunAsync(call, started));
        }
    }

    /// <summary>
    /// Ends what is under way: what has not been sent, or changes nothing, at once; rents and destroys that have been sent when their
    /// answer comes or the grace is over.
    /// </summary>
    public async Task DrainAsync(TimeSpan grace)
    {
        OngoingCall[] calls;
        lock (gate)
        {
            closed = true;
            calls = [.. ongoing.Values];
        }

        foreach (var call in calls.Where(call => !call.IsSent)) await call.Cancellation.CancelAsync();
        var all = Task.WhenAll(calls.Select(call => call.Done));
        await Task.WhenAny(all, Task.Delay(grace, time));
        foreach (var call in calls) await call.Cancellation.CancelAsync();
        await all;
    }

    private async Task RunAsync(EngineCall call, OngoingCall state)
    {
        var outcome = await CallAsync(call, () => Sent(call, state), state.Cancellation.Token);
        lock (gate) ongoing.Remove(call);
        mailbox.Post(outcome);
    }

    private async Task<EngineInput> CallAsync(EngineCall call, Action sent, CancellationToken cancellation) => call switch
    {
        EngineCall.Rent rent => rent.Ended(await vast.RentAsync(rent.Order, sent, cancellation)),
        EngineCall.Destroy destroy => destroy.Ended(await vast.DestroyAsync(destroy.InstanceId, sent, cancellation)),
        EngineCall.Show show => show.Ended(await vast.ShowAsync(show.InstanceId, cancellation)),
        EngineCall.Search search => search.Ended(await vast.SearchAsync(search.Query, cancellation)),
        EngineCall.Account account => account.Ended(await vast.AccountAsync(cancellation)),
        EngineCall.List list => list.Ended(await vast.ListAsync(FleetSettings.Label, cancellation)),
        _ => throw new InvalidOperationException($"A call of the kind {call.GetType().Name} cannot be made."),
    };

    // Draining meets a call either before it left, and it stays here, or after, and its answer is waited for.
    private void Sent(EngineCall call, OngoingCall state)
    {
        lock (gate)
        {
            if (closed) throw new OperationCanceledException();
            state.IsSent = true;
        }

        mailbox.Post(new EngineInput.CallSent(call));
    }

    private sealed class OngoingCall
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public Task Done { get; set; } = Task.CompletedTask;

        public bool IsSent { get; set; }
    }
}
