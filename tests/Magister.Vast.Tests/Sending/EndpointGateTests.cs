using System.Collections.Concurrent;
using Magister.Vast.Sending;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Sending;

public sealed class EndpointGateTests
{
    private readonly VirtualClock clock = new();

    [Fact]
    public async Task PassAsync_ManyCallers_ComeThroughInOrderAtTheGap()
    {
        const int callers = 20;
        var gate = NewGate(4.5);
        var passed = new ConcurrentQueue<(int Caller, TimeSpan At)>();
        var passes = Enumerable.Range(0, callers).Select(PassAsync).ToArray();
        for (var caller = 0; caller < callers; caller++)
        {
            await VirtualClock.UntilAsync(() =>
                passed.Count == caller + 1 && (caller == callers - 1 || clock.IsAwaited(TimeSpan.FromHours(1))));
            clock.Jump(TimeSpan.FromHours(1));
        }

        await Task.WhenAll(passes);
        Assert.Equal(Enumerable.Range(0, callers), passed.Select(pass => pass.Caller));
        Assert.All(passed.Zip(passed.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(4.5)));
        Assert.True(passed.Last().At <= 1.1 * (callers - 1) * TimeSpan.FromSeconds(4.5));

        async Task PassAsync(int caller)
        {
            await gate.PassAsync(CancellationToken.None);
            passed.Enqueue((caller, clock.Now));
        }
    }

    [Fact]
    public async Task PassAsync_CancelledInTheMiddle_NeitherLosesNorDoublesASlot()
    {
        var gate = NewGate(10);
        await gate.PassAsync(CancellationToken.None);
        using var leaves = new CancellationTokenSource();
        var first = gate.PassAsync(CancellationToken.None);
        var leaver = gate.PassAsync(leaves.Token);
        var last = gate.PassAsync(CancellationToken.None);

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.False(first.IsCompleted);
        await clock.RunAsync(first);
        Assert.Equal(10.22, clock.Now.TotalSeconds);
        Assert.False(last.IsCompleted);
        await clock.RunAsync(last);
        Assert.Equal(20.44, clock.Now.TotalSeconds);
    }

    [Fact]
    public async Task PassAsync_HeadOfTheQueueCancelled_LeavesItsSlotToTheNext()
    {
        var gate = NewGate(10);
        await gate.PassAsync(CancellationToken.None);
        using var leaves = new CancellationTokenSource();
        var leaver = gate.PassAsync(leaves.Token);
        var next = gate.PassAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        await clock.RunAsync(next);
        Assert.Equal(10.22, clock.Now.TotalSeconds);
    }

    [Fact]
    public async Task PassAsync_AlreadyCancelled_TakesNoSlot()
    {
        var gate = NewGate(10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.PassAsync(new CancellationToken(canceled: true)));
        await gate.PassAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.Zero, clock.Now);
    }

    [Fact]
    public async Task PassAsync_PaceSlowedWhileWaiting_WaitsOn()
    {
        var gate = NewGate(1);
        await gate.PassAsync(CancellationToken.None);
        var next = gate.PassAsync(CancellationToken.None);
        gate.Change((pace, now) => pace.LimitedAt(now, TimeSpan.FromSeconds(30), 0));
        await clock.RunAsync(next);
        Assert.True(clock.Now >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Left_LaterThanPassed_MovesTheNextOn()
    {
        var gate = NewGate(10);
        await gate.PassAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(3));
        gate.Left();
        await clock.RunAsync(gate.PassAsync(CancellationToken.None));
        Assert.Equal(13.22, clock.Now.TotalSeconds);
    }

    [Fact]
    public async Task PassAsync_WaitOfLessThanAMillisecond_EndsAfterIt()
    {
        var gate = NewGate(10);
        await gate.PassAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(10.22) - TimeSpan.FromTicks(3));
        await clock.RunAsync(gate.PassAsync(CancellationToken.None));
        Assert.InRange(clock.Now, TimeSpan.FromSeconds(10.22), TimeSpan.FromSeconds(10.222));
    }

    private EndpointGate NewGate(double gapSeconds) => new(
        clock, new EndpointPace { Gap = TimeSpan.FromSeconds(gapSeconds), FirstBackoff = TimeSpan.FromSeconds(10) });
}
