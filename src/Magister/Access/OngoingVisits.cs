using System.Collections.Concurrent;
using Magister.Access.Tokens;

namespace Magister.Access;

/// <summary>Long requests, such as event streams: each ends when what admitted it is no longer valid.</summary>
internal sealed class OngoingVisits(TimeProvider time)
{
    private readonly ConcurrentDictionary<Visit, bool> going = new();

    /// <summary>Registers a long request.</summary>
    /// <param name="token">What admitted it; null if nothing was required.</param>
    /// <param name="session">The session of the request; null if it carried the token itself.</param>
    /// <returns>Cancelled when it must end.</returns>
    public CancellationToken Begin(HttpContext context, AccessToken? token, Session? session)
    {
        var left = session is null ? Timeout.InfiniteTimeSpan : session.Until - time.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        var visit = new Visit(this, token, session, new CancellationTokenSource(left, time));
        going[visit] = true;
        context.Response.RegisterForDispose(visit);
        return visit.Over;
    }

    public void EndWhere(Predicate<AccessToken?> isOver) => End(visit => isOver(visit.Token));

    public void End(Session session) => End(visit => visit.Session?.Nonce == session.Nonce);

    private void End(Func<Visit, bool> isOver)
    {
        foreach (var visit in going.Keys.Where(isOver)) visit.End();
    }

    private sealed class Visit(OngoingVisits all, AccessToken? token, Session? session, CancellationTokenSource over) : IDisposable
    {
        public AccessToken? Token => token;

        public Session? Session => session;

        public CancellationToken Over => over.Token;

        public void End()
        {
            try
            {
                over.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself meanwhile.
            }
        }

        public void Dispose()
        {
            all.going.TryRemove(this, out _);
            over.Dispose();
        }
    }
}
