using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Magister.Vast.Tests.Bench;

/// <summary>What the stand-in saw of one request.</summary>
internal sealed record SeenRequest(string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Body, TimeSpan At);

/// <summary>A server on the loopback address that answers as each test tells it.</summary>
internal sealed class VastStandIn : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<SeenRequest> seen = new();
    private readonly ConcurrentQueue<Reply> script = new();
    private readonly VirtualClock clock;
    private Func<SeenRequest, Reply>? rule;

    private VastStandIn(WebApplication application, VirtualClock clock)
    {
        this.application = application;
        this.clock = clock;
    }

    public Uri Address => new(application.Urls.First());

    public SeenRequest[] Seen => [.. seen];

    public static async Task<VastStandIn> StartAsync(VirtualClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.AllowSynchronousIO = true);
        var standIn = new VastStandIn(builder.Build(), clock);
        standIn.application.Run(standIn.AnswerAsync);
        await standIn.application.StartAsync();
        return standIn;
    }

    /// <summary>The next request is answered so, the one after it by the next of these.</summary>
    public VastStandIn Then(params Reply[] replies)
    {
        foreach (var reply in replies) script.Enqueue(reply);

        return this;
    }

    /// <summary>Requests for which there is no script are answered by a rule.</summary>
    public VastStandIn Otherwise(Func<SeenRequest, Reply> rule)
    {
        this.rule = rule;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var at = clock.Now;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = new SeenRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Query,
            new HeaderDictionary(new Dictionary<string, StringValues>(context.Request.Headers, StringComparer.OrdinalIgnoreCase)),
            body,
            at);
        seen.Enqueue(request);
        var reply = script.TryDequeue(out var next) ? next
            : rule?.Invoke(request) ?? Replies.Json(500, """{"msg":"not in the script"}""");
        await reply(context);
    }
}
