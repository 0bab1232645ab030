using System.Net;
using Magister.Vast.Sending;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Vast.Tests.Sending;

public sealed class AddressRaceTests
{
    private static readonly IPAddress[] Three = [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("203.0.113.1"), IPAddress.Parse("203.0.113.2")];

    private readonly FakeTimeProvider time = new();
    private readonly List<IPAddress> tried = [];

    [Fact]
    public void InTurn_OfTwoFamilies_TakesThemByTurns() => Assert.Equal(
        ["2001:db8::1", "203.0.113.1", "2001:db8::2", "203.0.113.2"],
        AddressRace.InTurn([.. new[] { "2001:db8::1", "2001:db8::2", "203.0.113.1", "203.0.113.2" }.Select(IPAddress.Parse)]).Select(address => address.ToString()));

    [Fact]
    public async Task RunAsync_TheFirstSwallowsConnections_TheNextIsTriedAMomentLater()
    {
        var race = AddressRace.RunAsync(Three, (address, token) => Connect(address, address.Equals(Three[1]) ? Made() : Never(token)), time, CancellationToken.None);
        Assert.Equal([Three[0]], tried);

        time.Advance(AddressRace.Stagger);
        using var connection = await race.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([Three[0], Three[1]], tried);
    }

    [Fact]
    public async Task RunAsync_OneIsRefused_TheNextIsTriedAtOnce()
    {
        using var connection = await AddressRace.RunAsync(
            Three, (address, _) => Connect(address, address.Equals(Three[2]) ? Made() : Task.FromException<Connection>(new HttpRequestException("refused"))), time, CancellationToken.None);
        Assert.Equal(Three, tried);
    }

    [Fact]
    public async Task RunAsync_AllAreRefused_NamesThemAll()
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => AddressRace.RunAsync(
            Three, (address, _) => Connect(address, Task.FromException<Connection>(new HttpRequestException("refused"))), time, CancellationToken.None));
        Assert.Equal("no connection to 2001:db8::1, 203.0.113.1, 203.0.113.2 (refused)", failure.Message);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var race = AddressRace.RunAsync(Three, (address, token) => Connect(address, Never(token)), time, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race);
    }

    [Fact]
    public async Task RunAsync_OneThatIsMadeTooLate_IsClosed()
    {
        var late = new TaskCompletionSource<Connection>();
        var race = AddressRace.RunAsync(Three, (address, _) => Connect(address, address.Equals(Three[0]) ? late.Task : Made()), time, CancellationToken.None);
        time.Advance(AddressRace.Stagger);
        using var connection = await race.WaitAsync(TimeSpan.FromSeconds(30));

        var tooLate = new Connection();
        late.SetResult(tooLate);
        Assert.True(tooLate.IsClosed);
    }

    private Task<Connection> Connect(IPAddress address, Task<Connection> how)
    {
        tried.Add(address);
        return how;
    }

    private static Task<Connection> Made() => Task.FromResult(new Connection());

    private static async Task<Connection> Never(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return new Connection();
    }

    private sealed class Connection : IDisposable
    {
        public bool IsClosed { get; private set; }

        public void Dispose() => IsClosed = true;
    }
}
