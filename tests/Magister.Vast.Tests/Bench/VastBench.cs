using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.StandIns;
using Magister.Vast.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Magister.Vast.Tests.Bench;

/// <summary>A client as production registers it, in virtual time, over real HTTP to a stand-in.</summary>
internal sealed class VastBench : IAsyncDisposable
{
    public const string ApiKey = "k-5f1c0ffee5ec2e7";

    private readonly ServiceProvider services;

    private VastBench(StandIn vast, VirtualClock clock, LogLines log, ServiceProvider services)
    {
        Vast = vast;
        Clock = clock;
        Log = log;
        this.services = services;
        Client = services.GetRequiredService<VastClient>();
    }

    public static OfferQuery Query => OrdinaryFleet.Query;

    public static RentOrder Order { get; } = new(7, "hash", "magister", 16, "echo hello");

    public StandIn Vast { get; }

    /// <summary>When each request arrived, in seconds of the virtual clock.</summary>
    public double[] ArrivedAt => [.. Vast.Arrivals.Select(at => (at - Clock.Start).TotalSeconds)];

    public VirtualClock Clock { get; }

    public LogLines Log { get; }

    public VastClient Client { get; }

    public IServiceProvider Services => services;

    /// <summary>How often <see cref="Sent"/> was called.</summary>
    public int SentCount { get; private set; }

    /// <summary>Without gaps, and with a timeout beyond the virtual clock's horizon, unless the test specifies otherwise.</summary>
    public static async Task<VastBench> StartAsync(Func<VastSettings, VastSettings>? change = null)
    {
        var clock = new VirtualClock();
        var vast = new StandIn(clock);
        var log = new LogLines();
        var settings = OrdinaryVast.Settings(vast.Address).WithoutGaps() with { ApiKey = ApiKey, HttpTimeout = TimeSpan.FromHours(10) };
        var built = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new Random(1))
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddVastClient(change?.Invoke(settings) ?? settings)
            .BuildServiceProvider();
        return new VastBench(vast, clock, log, built);
    }

    public void Sent() => SentCount++;

    public Task<Outcome<long>> RentAsync(CancellationToken cancellation = default) =>
        Clock.RunAsync(Client.SendAsync(new RentCall(Order), Sent, cancellation));

    public Task<Outcome<DestroyConfirmation>> DestroyAsync(long id = 312, CancellationToken cancellation = default) =>
        Clock.RunAsync(Client.SendAsync(new DestroyCall(id), Sent, cancellation));

    public Task<Outcome<System.Collections.Immutable.ImmutableArray<Offer>>> SearchAsync(OfferQuery? query = null, CancellationToken cancellation = default) =>
        Clock.RunAsync(Client.SendAsync(new SearchCall(query ?? Query), cancellation));

    public Task<Outcome<InstanceListing>> ListAsync(CancellationToken cancellation = default) =>
        Clock.RunAsync(Client.SendAsync(new ListCall("magister"), cancellation));

    public Task<Outcome<ShownInstance>> ShowAsync(long id = 312, CancellationToken cancellation = default) =>
        Clock.RunAsync(Client.SendAsync(new ShowCall(id), cancellation));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Vast.DisposeAsync();
    }
}
