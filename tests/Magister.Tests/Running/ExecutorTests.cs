using Magister.Configuration;
using Magister.Fleet;
using Magister.Fleet.Market;
using Magister.Ordinary;
using Magister.Running;
using Magister.Vast;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Magister.Tests.Running;

public sealed class ExecutorTests
{
    private static readonly SecretTexts NoSecrets = new(null);

    private readonly Mailbox mailbox = new(work => work());

    [Fact]
    public async Task Start_OfACallThatMeetsADefect_EndsAsUnknownAndIsTold()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory, ThrowingLogs>()
            .AddVastClient(OrdinaryVast.Settings())
            .BuildServiceProvider();
        var told = new KeptLines<Executor>();
        var executor = NewExecutor(services, TimeProvider.System, told);

        executor.Start(new EngineCall.Show(7));
        await executor.DrainAsync(TimeSpan.FromSeconds(10));

        var ended = Assert.IsType<EngineInput.CallEnded<ShownInstance>>(Assert.Single(mailbox.TakeAll()).Input);
        Assert.Equal(new EngineCall.Show(7), ended.Call);
        Assert.Contains("nobody thought of this", Assert.IsType<Outcome<ShownInstance>.Unknown>(ended.Outcome).Reason, StringComparison.Ordinal);
        Assert.Contains("Show", Assert.Single(told.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_CallsThatEndMeanwhile_PostsEveryOutcome()
    {
        await using var services = new ServiceCollection()
            .AddVastClient(OrdinaryVast.Settings() with { ListGap = TimeSpan.FromDays(1) })
            .BuildServiceProvider();
        var executor = NewExecutor(services, TimeProvider.System, NullLogger<Executor>.Instance);

        for (var id = 1; id <= 1500; id++) executor.Start(new EngineCall.Show(id));
        await executor.DrainAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1500, mailbox.TakeAll().Count);
    }

    [Fact]
    public async Task Call_ThatWaitsForItsTurn_DoesNotStandStill_AndOneWithoutAnEndDoes()
    {
        var time = new FakeTimeProvider();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddVastClient(OrdinaryVast.Settings() with { ListGap = TimeSpan.FromHours(1) });
        services.AddHttpClient(nameof(VastClient)).ConfigurePrimaryHttpMessageHandler(() => new DeafHandler());
        await using var built = services.BuildServiceProvider();
        var executor = NewExecutor(built, time, NullLogger<Executor>.Instance);

        executor.Start(new EngineCall.Show(1));
        executor.Start(new EngineCall.Show(2));
        time.Advance(TimeSpan.FromSeconds(89));
        Assert.Null(executor.StandsStill);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("a Show call to Vast has been hanging for 91 s", executor.StandsStill);
    }

    [Fact]
    public async Task Call_WhoseTurnIsFarOff_DoesNotStandStill()
    {
        var time = new FakeTimeProvider();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddVastClient(OrdinaryVast.Settings() with { ListGap = TimeSpan.FromHours(1) });
        services.AddHttpClient(nameof(VastClient)).ConfigurePrimaryHttpMessageHandler(() => new RefusingHandler());
        await using var built = services.BuildServiceProvider();
        var executor = NewExecutor(built, time, NullLogger<Executor>.Instance);

        executor.Start(new EngineCall.Show(1));
        Assert.Single(mailbox.TakeAll());
        executor.Start(new EngineCall.Show(2));
        time.Advance(TimeSpan.FromMinutes(90));

        Assert.Null(executor.StandsStill);
    }

    private Executor NewExecutor(ServiceProvider services, TimeProvider time, ILogger<Executor> log) =>
        new(services.GetRequiredService<VastClient>(), new HierophantClient(new HttpClient(new DeafHandler()), time), mailbox, time, NoSecrets, log);

    // Throws on whatever the client logs when a call ends.
    private sealed class ThrowingLogs : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new ThrowingLog();

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class ThrowingLog : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("nobody thought of this");
    }

    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Conflict) { Content = new StringContent("{}") });
    }

    // Ignores its cancellation.
    private sealed class DeafHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new TaskCompletionSource<HttpResponseMessage>().Task;
    }
}
