using System.Net;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Simulator.Settings;

namespace Magister.Simulator;

/// <summary>
/// A running simulator: Vast's API over HTTP, the admin API beside it, Contemplants and a Hierophant that call Magister, and, if it has
/// a port, the Hierophant's own API.
/// <code>
/// await using var vast = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 7 });
/// var client = new HttpClient { BaseAddress = vast.BaseAddress };
/// </code>
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly WebApplication? _hierophant;
    private readonly CallerRuntime _runtime;
    private readonly CancellationTokenSource _stopping;
    private readonly TimeProvider _time;

    private SimulatorHost(SimulatorOptions options)
    {
        _time = options.Time;
        Market = new VastMarket(options.Market, options.Seed, options.Time);
        if (options.Observer is { } observer) Market.Observe(observer);
        foreach (var tenant in options.Tenants) AddTenants(tenant);

        // Each part draws from its own source, so that another fault does not change the offers.
        Faults = new FaultPlan(options.Seed + 1);
        Faults.Add(options.Faults);
        Desk = new VastDesk(Market, Faults, options.Desk, options.Seed + 2);
        Callers = new CallerSchedule(options.Callers, options.Seed + 3);
        _runtime = new CallerRuntime(Market, Callers, options.Time, mayRunShell: IsLoopback(options));
        _stopping = new CancellationTokenSource();
        _application = Build(options, options.Port);
        new VastRoutes(Desk, options.Time, _stopping.Token).Map(_application);
        new AdminRoutes(this).Map(_application);
        if (options.HierophantPort is not { } port) return;
        _hierophant = Build(options, port);
        new HierophantRoutes(Callers, options.Time, _stopping.Token).Map(_hierophant);
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where the Hierophant's API listens; null if it has none.</summary>
    public Uri? HierophantAddress { get; private set; }

    /// <summary>The market and its records.</summary>
    public VastMarket Market { get; }

    /// <summary>The active faults.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Where calls come in: keys, limits, latency, downtime.</summary>
    public VastDesk Desk { get; }

    /// <summary>Who calls Magister, and when. After a change to its options, <see cref="Wake"/> applies it immediately.</summary>
    public CallerSchedule Callers { get; }

    /// <summary>The environments that Contemplants' entrypoints received, by instance, if a shell was run.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>> Environments => _runtime.Environments;

    /// <summary>Starts a simulator; it is listening when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var host = new SimulatorHost(options);
        try
        {
            await host._application.StartAsync(cancellation);
            if (host._hierophant is { } hierophant) await hierophant.StartAsync(cancellation);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        host.BaseAddress = AddressOf(host._application);
        if (host._hierophant is { } listening) host.HierophantAddress = AddressOf(listening);
        return host;
    }

    /// <summary>Makes the Hierophant drop an instance's Contemplant now; false if it has none that runs with an address.</summary>
    public bool Drop(long instanceId, string reason) => Call(now => Callers.Drop(instanceId, reason, now));

    /// <summary>Makes an instance's Contemplant verify now; false if it has none that runs with an address.</summary>
    public bool Verify(long instanceId) => Call(now => Callers.Verify(instanceId, now));

    /// <summary>Restarts the Hierophant, which is away for the given time.</summary>
    public void RestartHierophant(TimeSpan away) => Call(now =>
    {
        Callers.RestartHierophant(away, now);
        return true;
    });

    /// <summary>Ends the connection of an instance's Contemplant to the Hierophant; false if it has none.</summary>
    public bool LoseWorker(long instanceId) => Call(now => Callers.LoseWorker(instanceId, now));

    /// <summary>Ends the process of an instance's Contemplant; false if it has none.</summary>
    public bool EndContemplant(long instanceId) => Call(now => Callers.EndContemplant(instanceId, now));

    /// <summary>Silences an instance's watch for good; false if it has none.</summary>
    public bool Silence(long instanceId) => Call(now => Callers.Silence(instanceId, now));

    /// <summary>Cuts an instance off from Magister for the given time; false if it has no Contemplant with an address.</summary>
    public bool CutOff(long instanceId, TimeSpan length) => Call(now => Callers.CutOff(instanceId, length, now));

    /// <summary>Puts instances that no call rented on the account, and returns their ids.</summary>
    public IReadOnlyList<long> AddTenants(SimulatedTenant tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return [.. Enumerable.Range(0, Math.Clamp(tenant.Count, 1, 1000)).Select(_ => Market.AddTenant(tenant.Label, tenant.Onstart, tenant.Age))];
    }

    /// <summary>Checks again what is due.</summary>
    public void Wake() => _runtime.Wake();

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => _application.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        if (_hierophant is { } hierophant) await hierophant.DisposeAsync();
        await _runtime.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Changes settings by their names on the command line. Either all apply, or none and the problems are returned.</summary>
    public IReadOnlyList<string> Change(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new List<string>();
        var options = new SimulatorOptions { Market = Market.Options, Desk = Desk.Options, Callers = Callers.Options };
        foreach (var (name, value) in settings)
        {
            options = SettingValues.Apply(options, name, value, problems);
            if (SettingTable.Find(name) is { AtStartOnly: true }) problems.Add($"{name} counts at the start only");
        }

        if (problems.Count == 0)
        {
            Market.Change(_ => options.Market);
            Desk.Options = options.Desk;
            Callers.Options = options.Callers;
            Wake();
        }

        return problems;
    }

    private bool Call(Func<DateTimeOffset, bool> act)
    {
        var done = act(_time.GetUtcNow());
        Wake();
        return done;
    }

    private static Uri AddressOf(WebApplication application) => new(application.Urls.First() + "/");

    private static WebApplication Build(SimulatorOptions options, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Listen(IPAddress.Parse(options.Listen), port);
        });
        var application = builder.Build();
        if (IsLoopback(options)) application.Use(RefuseForeignHosts);
        return application;
    }

    // The onstart of an instance rented here runs in a shell, so other computers must not be able to rent, and neither must a page in a
    // browser here that uses a name resolving to this address.
    private static bool IsLoopback(SimulatorOptions options) => IPAddress.IsLoopback(IPAddress.Parse(options.Listen));

    private static Task RefuseForeignHosts(HttpContext context, RequestDelegate next)
    {
        var name = context.Request.Host.Host.Trim('[', ']');
        if (name is "" or "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))) return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
