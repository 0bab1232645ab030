using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Truth;
using Magister.Simulator.Market;

namespace Magister.Simulation.Tests.Calls;

/// <summary>One request of a life, from its departure to its answer. It continues even if nobody waits for the answer any more.</summary>
internal sealed class Trip(Life life, Sending sending, HttpRequestMessage request)
{
    private readonly TaskCompletionSource<HttpResponseMessage> answer = new();

    public Sending Sending => sending;

    public HttpRequestMessage Request => request;

    public Task<HttpResponseMessage> Answer => answer.Task;

    /// <summary>Whether its caller has given it up. A killed program does not: what it sent goes on.</summary>
    public bool IsGivenUp => answer.Task.IsCanceled;

    public void GiveUp(CancellationToken cancellation) => answer.TrySetCanceled(cancellation);

    /// <summary>It is on its way. Only creates and destroys are moments for a kill: a query is repeated in any case.</summary>
    public void Leave()
    {
        if (sending.Endpoint is VastEndpoint.Create or VastEndpoint.Destroy) life.Run(() => life.Pass(CrashMoment.AfterLeaving));
    }

    public void Succeed(HttpResponseMessage response) => End(() => answer.TrySetResult(response));

    public void Fail(Exception failure) => End(() => answer.TrySetException(failure));

    private void End(Action end) => life.Run(() =>
    {
        if (answer.Task.IsCompleted) return;
        life.Pass(CrashMoment.BeforeAnswer);
        life.List.Hear(sending);
        end();
        life.Pass(CrashMoment.AfterAnswer);
    });
}
