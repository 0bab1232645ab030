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
using Magister.Journal;
using Magister.Notifications;
using Magister.Reloading;
using Magister.Running;
using Magister.Telemetry;
using Magister.Telemetry.Metrics;
using Magister.Telemetry.Prometheus;
using Magister.Vast;
using Magister.Vast.Sending;

namespace Magister.Hosting;

/// <summary>The daemon from its first line to its exit code.</summary>
internal static class Daemon
{
    /// <summary>Clocks of two machines that a state directory moves between differ a little.</summary>
    private static readonly TimeSpan JournalAheadBorne = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(MagisterSettings settings, ImmutableArray<string> warnings, ConfigurationSource source, CancellationToken cancellation)
    {
        if (settings.Access.TokensFile is { } path && new TokensFile(path).Objection() is { } objection) return Fail(ExitCode.Configuration, objection);
        var reading = Task.Run(() => FactJournal.Open(settings.StateDirectory, beside: Elsewhere), CancellationToken.None);
        var builder = Prepare(settings);
        var opening = await reading;
        if (opening is not JournalOpening.Opened opened) return Fail(ExitCode.StateUnusable, opening.Message);

        using var journal = opened.Journal;
        builder.Services.AddFleet(settings, opened);
        builder.Services.AddReloading(source, settings.WatchesConfiguration);
        await using var app = builder.Build();

        // Before anything that counts is made: what begins at 0 with nobody listening has no series until it is first counted.
        app.Services.GetRequiredService<MetricStore>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Magister");
        var greeting = Task.Run(() => Greet(log, settings, warnings, opened, app.Services.GetRequiredService<TokenBook>().AreRequired), CancellationToken.None);
        Map(app);
        await greeting;
        using var export = OtlpExport.BeginIfAskedFor(log);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception deaf) when (ListenFailure.Words(deaf, settings) is { } words)
        {
            // Services that are cancelled without this are logged as broken.
            await app.StopAsync(CancellationToken.None);
            return Fail(ExitCode.PortTaken, words);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to end before the port was open. The loop may have begun a rent by then: it is ended below, as at any other time.
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
        // Without the settings, hosts and proxies that others would bring: ours come from one place.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();

        // No handler ever blocks, so each may go on where its bytes came in, without another hop between threads.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddRoutingCore();
        return builder;
    }

    // What does not need to know what the journal says.
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

    private static void AddFleet(this IServiceCollection services, MagisterSettings settings, JournalOpening.Opened opened)
    {
        var clock = new SteadyClock(TimeProvider.System, opened.State.LastAt);
        var engine = new Engine(settings.Fleet, opened.State, new Random(clock.Now.GetHashCode()).NextDouble);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(clock);
        services.AddSingleton(provider => new RecordedEngine(
            engine, new TimedJournal(opened.Journal, provider.GetRequiredService<LoopMetrics>(), TimeProvider.System)));
        services.AddSingleton(new FleetSnapshot(engine.View));
        services.AddSingleton<FleetAnswers>();
        services.AddSingleton(new Mailbox(Elsewhere));
        services.AddSingleton<Vitals>();
        services.AddSingleton<Executor>();
        services.AddSingleton<EvidenceShelf>();
        services.AddSingleton(new EvidenceFiles(settings.StateDirectory, settings.EvidenceMib));
        services.AddHostedService<EvidenceWriter>();
        services.AddSingleton<ProgramEnd>();
        services.AddTelemetry(opened, settings.Secrets);
        services.AddVastClient(settings.Vast);
        services.AddHttpClient<HierophantClient>(http => HierophantClient.Configure(http, settings.Fleet)).ConfigurePrimaryHttpMessageHandler(Connections.NewHandler).RemoveAllLoggers();
        services.AddHostedService<FleetLoop>();
        services.AddSingleton<FleetHistory>();
        services.AddSingleton(new HistoryFile(settings.StateDirectory));
        services.AddHostedService<HistorySampler>();
    }

    private static void AddTelemetry(this IServiceCollection services, JournalOpening.Opened opened, SecretTexts secrets)
    {
        services.AddSingleton(secrets);
        services.AddSingleton(opened.Journal);
        services.AddSingleton(new EventHistory(opened.State.LastSequence));
        services.AddSingleton<EventStreams>();
        services.AddSingleton(provider => new FactLog(provider.GetRequiredService<ILogger<FactLog>>(), lease => lease.VerifyBy(provider.GetRequiredService<SettingsInUse>().Now.Fleet)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FactReport>(provider, opened.State));
        services.AddSingleton<ITurnReport, TurnReport>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RunningCost>(provider, opened.State));
        services.AddSingleton<CallerMetrics>();
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<LoopMetrics>();
        services.AddSingleton<SparseLog>();
        services.AddSingleton<Gauges>();
        services.AddSingleton<MetricStore>();
    }

    private static void Greet(ILogger log, MagisterSettings settings, ImmutableArray<string> warnings, JournalOpening.Opened opened, bool areTokensRequired)
    {
        foreach (var warning in warnings) Log.ConfigurationWarning(log, warning);
        Log.Starting(
            log, BuildVersion.Full, settings.Fleet.NumberInstances, settings.HttpPort, Path.GetFullPath(settings.StateDirectory),
            settings.Fleet.Onstart.MagisterAddress);
        AccessText.Tell(log, settings, areTokensRequired);
        if (opened.Repair is { } repair) Log.JournalRepaired(log, repair.Message);
        if (opened.State.LastAt - TimeProvider.System.GetUtcNow() is var ahead && ahead > JournalAheadBorne) Log.JournalAhead(log, opened.State.LastAt, ahead.TotalSeconds);
        if (opened.State.LastSequence > 0) Log.Restarted(log, opened.State.Leases.Count, opened.State.Rents.Count);
        foreach (var words in SteeringText.OfRestart(opened.State.Steering, settings.Fleet)) Log.SteeredStill(log, words);
    }

    private static void Elsewhere(Action work) => ThreadPool.UnsafeQueueUserWorkItem(run => run(), work, preferLocal: false);

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine($"magister: {message}");
        return code;
    }
}
