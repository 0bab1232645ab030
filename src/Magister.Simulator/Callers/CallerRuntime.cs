using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Magister.Simulator.Market;

namespace Magister.Simulator.Callers;

/// <summary>Drives the market and the schedule in real time: starts Contemplants and makes their calls over HTTP.</summary>
internal sealed class CallerRuntime : IAsyncDisposable
{
    private readonly VastMarket _market;
    private readonly CallerSchedule _schedule;
    private readonly TimeProvider _time;
    private readonly OnstartShell _shell;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private readonly ConcurrentDictionary<long, IReadOnlyDictionary<string, string>> _environments = new();
    private readonly bool _mayRunShell;
    private readonly Task _loop;
    private long _lastTask;

    public CallerRuntime(VastMarket market, CallerSchedule schedule, TimeProvider time, bool mayRunShell)
    {
        _mayRunShell = mayRunShell;
        _market = market;
        _schedule = schedule;
        _time = time;
        _shell = new OnstartShell(time);
        market.Observe(happened =>
        {
            schedule.Happened(happened);
            Wake();
        });
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>The environments that entrypoints received, by instance.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>> Environments => _environments;

    /// <summary>Checks again what is due, after a change from outside.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll([_loop]);
        await Task.WhenAll(_running.Values);
        _http.Dispose();
        _shell.Dispose();
        _stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var now = _market.Advance();
            foreach (var started in _schedule.TakeStarting()) Run(() => StartAsync(started));

            foreach (var call in _schedule.TakeDue(now)) Run(() => CallAsync(call));

            foreach (var news in _schedule.TakeNews()) _market.Tell(news.Kind, news.Text, news.InstanceId);

            await SleepAsync();
        }
    }

    private async Task SleepAsync()
    {
        var (market, callers) = (_market.NextChangeAt, _schedule.NextDueAt);
        var next = market is null || callers < market ? callers : market;
        var wait = next - _time.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var woken = _wake.Reader.ReadAsync(awake.Token).AsTask();
        if (next is null || wait > TimeSpan.Zero)
        {
            var longest = next is null ? wait : wait + TimeSpan.FromMilliseconds(1);
            await Task.WhenAny(woken, Task.Delay(longest > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : longest, _time, awake.Token));
        }

        await awake.CancelAsync();
        await woken.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Run(Func<Task> work)
    {
        var key = ++_lastTask;
        var task = Task.Run(() => RunAsync(key, work));
        _running[key] = task;
        if (task.IsCompleted) _running.TryRemove(key, out _);
    }

    private async Task RunAsync(long key, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The simulator is stopping, and its callers with it.
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private async Task StartAsync(BootedInstance instance)
    {
        var options = _schedule.Options;
        var found = ContemplantEnvironment.Read(name => OnstartText.Variable(instance.Onstart, name));
        if (_mayRunShell && !options.ReadOnstart && _market.AliveCount <= options.ShellLimit)
        {
            var environment = await _shell.RunAsync(instance, options.Shell, _stopping.Token);
            found = ContemplantEnvironment.Read(name => environment?.GetValueOrDefault(name));
            _environments[instance.InstanceId] = environment ?? new Dictionary<string, string>(StringComparer.Ordinal);
        }

        if (found is null)
        {
            _market.Tell(MarketEventKind.VerifyFailed, "no Contemplant: its onstart text leads to no entrypoint with a drop endpoint", instance.InstanceId);
        }

        _schedule.Start(instance.InstanceId, found, _time.GetUtcNow());
        Wake();
    }

    private async Task CallAsync(CallerCall call)
    {
        var sentAt = _time.GetUtcNow();
        var status = await SendAsync(call);
        var now = _time.GetUtcNow();
        _market.Record(new CallerRecord
        {
            Ordinal = 0,
            Kind = call.Kind,
            InstanceId = call.InstanceId,
            Address = call.Address,
            Body = call.Body,
            SentAt = sentAt,
            EndedAt = now,
            Status = status,
        });
        _schedule.Answered(call, status, now);
        Wake();
    }

    private async Task<int?> SendAsync(CallerCall call)
    {
        using var patience = new CancellationTokenSource(_schedule.Options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
        try
        {
            using var request = new HttpRequestMessage(MethodOf(call), call.Address);
            if (call.Body is { } body)
            {
                request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("text/plain"));
            }

            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or UriFormatException or InvalidOperationException or NotSupportedException
            || (problem is OperationCanceledException && !_stopping.IsCancellationRequested))
        {
            return null;
        }
    }

    private static HttpMethod MethodOf(CallerCall call) =>
        call is CallerCall.Drop ? HttpMethod.Delete : call.Body is null ? HttpMethod.Get : HttpMethod.Post;
}
