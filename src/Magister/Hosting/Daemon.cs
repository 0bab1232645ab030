using System.Collections.Immutable;
using Magister.Access;
using Magister.Access.Tokens;
using Magister.Configuration;
using Magister.Dashboard;
using Magister.Endpoints;
using Magister.Endpoints.Answers;
using Magister.Events;
using Magister.Evidence;
using Magister.Fleet;
using Magister.History;
using Magister.Notifications;
using Magister.Reloading;
using Magister.Running;
using Magister.Running.Sharing;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Magister.Vast;
using Magister.Vast.Sending;

namespace Magister.Hosting;

/// <summary>The daemon from its first line to its exit code.</summary>
internal static class Daemon
{
    /// <summary>How much two machines' clocks may differ when a state directory is moved between them.</summary>
    private static readonly TimeSpan JournalAheadBorne = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(MagisterSettings settings, ImmutableArray<string> warnings, ConfigurationSource source, CancellationToken cancellation)
    {
        if (settings.Access.TokensFile is { } path && new TokensFile(path).Objection() is { } objection) return Fail(ExitCode.Configuration, objection);
        var reading = Task.Run(() => FleetHome.Open(settings, Elsewhere), CancellationToken.None);
        var builder = Prepare(settings);
        var (opened, problem) = await reading;
        if (opened is null) return Fail(ExitCode.StateUnusable, problem!);

        using var home = opened;
        builder.Services.AddFleet(settings, home);
        builder.Services.AddReloading(source, settings.WatchesConfiguration);
        await using var app = builder.Build();

        // Before any instrument is created: a counter set to 0 while nobody listens has no series until it is first counted.
        app.Services.GetRequiredService<MetricStore>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Magister");
        var greeting = Task.Run(() => Greet(log, settings, warnings, home, app.Services.GetRequiredService<TokenBook>().AreRequired), CancellationToken.None);
        Map(app);
        await greeting;
        using var export = OtlpExport.BeginIfAskedFor(log);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception deaf) when (ListenFailure.Text(deaf, settings) is { } words)
        {
            // Without this, services that are cancelled are logged as broken.
            await app.StopAsync(CancellationToken.None);
            return Fail(ExitCode.PortTaken, words);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to end before the port was open. The loop may already have begun a rent: it is ended below, as at any other time.
        }

        await app.WaitForShutdownAsync(cancellation);
        var end = app.Services.GetRequiredService<ProgramEnd>();
        if (end.Message is { } message) Log.EndedBecause(log, message);
        else Log.Ended(log);
        return end.Code;
    }

    /// <summary>A server with routes, and nothing else yet.</summary>
    public static WebApplicationBuilder NewServer()
    {
        // Without the settings, hosts and proxies that other builders bring: ours come from one place.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();

        // No handler ever blocks, so each may continue where its bytes arrived, without another thread hop.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddRoutingCore();
        return builder;
    }

    // The services that do not depend on the journal's contents.
    private static WebApplicationBuilder Prepare(MagisterSettings settings)
    {
        var builder = NewServer();
        builder.Services.AddSingleton(builder.Logging.AddMagisterLogging(settings.Log, settings.Secrets));
        builder.Services.AddSingleton(new SettingsInUse(settings));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Apply(kestrel.Limits);
            kestrel.Listen(settings);
        });
        builder.Services.AddApiDescription();
        builder.Services.AddAccess(settings);
        builder.Services.AddNotifications(settings);
        return builder;
    }

    private static void Map(WebApplication app)
    {
        app.Use(new UnthoughtOf(app.Services.GetRequiredService<ILogger<UnthoughtOf>>()).InvokeAsync);
        app.Use(HeadRequests.TakeAsGetAsync);
        app.UseRouting();
        app.UseAccess();
        app.Use(RequestLimits.RefuseLargeBodiesAsync);
        app.MapFleet();
        app.MapStatus();
        app.MapSteering();
        app.MapReload();
        app.MapLogs();
        app.MapCosts();
        app.MapMachines();
        app.MapVerify();
        app.MapDrop();
        app.MapPulse();
        app.MapHealth();
        app.MapEvents();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapHistory();
        app.MapDashboard();
    }

    private static void AddFleet(this IServiceCollection services, MagisterSettings settings, FleetHome home)
    {
        var clock = new SteadyClock(TimeProvider.System, home.State.LastAt);
        var engine = new Engine(settings.Fleet, home.State, new Random(clock.Now.GetHashCode()).NextDouble);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(clock);
        services.AddSingleton(provider => new RecordedEngine(
            engine, new TimedJournal(home.Journal, provider.GetRequiredService<LoopMetrics>(), TimeProvider.System)));
        if (home.Shared is { } shared) services.AddSingleton(provider => shared.Join(provider, settings, home.State));
        services.AddSingleton(provider => new FleetSnapshot(engine.View, provider.GetService<SharedFleet>()));
        services.AddSingleton<FleetAnswers>();
        services.AddSingleton(new Mailbox(Elsewhere));
        services.AddSingleton<Vitals>();
        services.AddSingleton<Executor>();
        services.AddSingleton<EvidenceShelf>();
        services.AddSingleton(new EvidenceFiles(settings.StateDirectory, settings.EvidenceMib));
        services.AddHostedService<EvidenceWriter>();
        services.AddSingleton<ProgramEnd>();
        services.AddTelemetry(home, settings.Secrets);
        services.AddVastClient(settings.Vast);
        services.AddHttpClient<HierophantClient>(http => HierophantClient.Configure(http, settings.Fleet)).ConfigurePrimaryHttpMessageHandler(Connections.NewHandler).RemoveAllLoggers();
        services.AddHostedService<FleetLoop>();
        services.AddSingleton<FleetHistory>();
        services.AddSingleton(new HistoryFile(settings.StateDirectory));
        services.AddHostedService<HistorySampler>();
    }

    private static void AddTelemetry(this IServiceCollection services, FleetHome home, SecretTexts secrets)
    {
        services.AddSingleton(secrets);
        services.AddSingleton(new EventHistory(home.State.LastSequence));
        services.AddSingleton<EventStreams>();
        services.AddSingleton(provider => new FactLog(provider.GetRequiredService<ILogger<FactLog>>(), lease => lease.VerifyBy(provider.GetRequiredService<SettingsInUse>().Now.Fleet)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FactReport>(provider, home.State));
        services.AddSingleton<ITurnReport, TurnReport>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RunningCost>(provider, home.State));
        services.AddSingleton<CallerMetrics>();
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<LoopMetrics>();
        services.AddSingleton<SparseLog>();
        services.AddSingleton<Gauges>();
        services.AddSingleton<MetricStore>();
    }

    private static void Greet(ILogger log, MagisterSettings settings, ImmutableArray<string> warnings, FleetHome home, bool areTokensRequired)
    {
        foreach (var warning in home.Shared?.Warning is { } ofDatabase ? warnings.Add(ofDatabase) : warnings) Log.ConfigurationWarning(log, warning);
        Log.Starting(
            log, BuildVersion.Full, settings.Fleet.NumberInstances, settings.HttpPort, Path.GetFullPath(settings.StateDirectory),
            settings.Fleet.Onstart.MagisterAddress);
        if (home.Shared is { Settings: var shared, Database.Place: var place }) SharedLog.Shares(log, place, shared.Fleet, shared.Lease.TotalSeconds);
        AccessText.Tell(log, settings, areTokensRequired);
        if (home.Repair is { } repair) Log.JournalRepaired(log, repair.Message);
        if (home.State.LastAt - TimeProvider.System.GetUtcNow() is var ahead && ahead > JournalAheadBorne) Log.JournalAhead(log, home.State.LastAt, ahead.TotalSeconds);
        if (home.State.LastSequence > 0) Log.Restarted(log, home.State.Leases.Count, home.State.Rents.Count);
        foreach (var words in SteeringText.OfRestart(home.State.Steering, settings.Fleet)) Log.SteeredStill(log, words);
    }

    private static void Elsewhere(Action work) => ThreadPool.UnsafeQueueUserWorkItem(run => run(), work, preferLocal: false);

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"magister: {message}");
        return code;
    }
}
