using Magister.Access;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Access;

public sealed class SessionsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Session_LivesTwelveHoursOrUntilItIsEnded()
    {
        var sessions = new Sessions(time);
        var (one, other) = (sessions.Begin(), sessions.Begin());
        Assert.NotEqual(one, other);
        Assert.Matches("^[0-9a-f]{64}$", one);
        Assert.True(sessions.Has(one) && sessions.Has(other));
        sessions.End(one);
        Assert.False(sessions.Has(one));
        var (ended, lasting) = (sessions.EndOf(one), sessions.EndOf(other)!.Value);
        Assert.Null(ended);
        time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.True(sessions.Has(other) && !lasting.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lasting.IsCancellationRequested);
        Assert.False(sessions.Has(other));
        Assert.False(sessions.Has(""));
    }

    [Fact]
    public void Sessions_OneTooMany_EndsTheOldest()
    {
        var sessions = new Sessions(time);
        var ids = new List<string> { sessions.Begin() };
        var oldest = sessions.EndOf(ids[0])!.Value;
        time.Advance(TimeSpan.FromSeconds(1));
        for (var number = 0; number < Sessions.Most; number++)
        {
            ids.Add(sessions.Begin());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(oldest.IsCancellationRequested);
        Assert.Equal([ids[0]], ids.Where(id => !sessions.Has(id)));
    }
}
