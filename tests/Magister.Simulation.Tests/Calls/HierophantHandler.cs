using System.Net;
using System.Text;
using Magister.Simulation.Tests.Lives;
using Magister.Simulation.Tests.Worlds;
using Magister.Simulator.Callers;
using Magister.Simulator.Http;

namespace Magister.Simulation.Tests.Calls;

/// <summary>Where a life's requests to Hierophant leave it: the simulator's own answers, in virtual time.</summary>
internal sealed class HierophantHandler(World world, Life life) : HttpMessageHandler
{
    private static readonly TimeSpan Way = TimeSpan.FromSeconds(0.1);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        cancellationToken.UnsafeRegister(_ => answer.TrySetCanceled(cancellationToken), null);
        world.Time.After(Way, () => Arrive(answer));
        return answer.Task;
    }

    private void Arrive(TaskCompletionSource<HttpResponseMessage> answer)
    {
        var reply = HierophantReply.Create(world.Callers.Schedule, world.Time.Now, (hierophant, now) => hierophant.Workers(now));
        world.Callers.LastListPlayed = reply.Fault;
        world.Tally.Count("Hierophant asked", reply.Fault.ToString());
        if (reply.Fault is HierophantFault.Hang) return;
        world.Time.After(Way, () => life.Run(() =>
        {
            if (reply.Body is { } body) answer.TrySetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
            else answer.TrySetException(new HttpRequestException("it was reset"));
        }));
    }
}
