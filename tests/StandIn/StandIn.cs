using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace Magister.StandIns;

/// <summary>
/// A server on the loopback address that answers as each test specifies. WireMock keeps requests and answers; breaking bytes on the wire,
/// which WireMock cannot, is done on the way out (<see cref="Broken"/>).
/// </summary>
internal sealed class StandIn : IAsyncDisposable
{
    private const string Script = "script";

    private static readonly Guid Rule = new("0a5f3c1e-6f0e-4b6c-9c1d-3f1f0d9f7a11");

    private readonly ConcurrentQueue<DateTimeOffset> arrivals = new();
    private readonly WireMockServer server;
    private int scripted;

    /// <param name="time">The clock for arrivals and for the dates of answers, unless a reply is ahead of it.</param>
    public StandIn(TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            AllowBodyForAllHttpMethods = true,
            PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use((context, next) => Dated(context, next, time)).Use(Broken.BreakAsync),
        });
        server.LogEntriesChanged += (_, _) => arrivals.Enqueue(time.GetUtcNow());
        Otherwise(Replies.Json(500, """{"msg":"not in the script"}"""));
    }

    /// <summary>Its address without a slash at the end.</summary>
    public string Url => server.Url!;

    public Uri Address => new(Url);

    /// <summary>The requests, in order; a request counts before it is answered.</summary>
    public IRequestMessage[] Seen => [.. server.LogEntries.Select(entry => entry.RequestMessage!)];

    /// <summary>When each of them arrived.</summary>
    public DateTimeOffset[] Arrivals => [.. arrivals];

    /// <summary>Answers the next request with the first of these, the one after it with the second, and so on.</summary>
    public StandIn Then(params IResponseBuilder[] replies)
    {
        foreach (var reply in replies)
        {
            var given = server.Given(Request.Create()).AtPriority(1).InScenario(Script);
            (scripted == 0 ? given : given.WhenStateIs($"{scripted}")).WillSetStateTo($"{++scripted}").RespondWith(reply);
        }

        return this;
    }

    /// <summary>Answers requests for which there is no script.</summary>
    public StandIn Otherwise(IResponseBuilder reply)
    {
        server.Given(Request.Create()).AtPriority(2).WithGuid(Rule).RespondWith(reply);
        return this;
    }

    private static Task Dated(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.OnStarting(() =>
        {
            var ahead = context.Response.Headers[Replies.ClockAhead].ToString() is { Length: > 0 } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 0;
            context.Response.Headers.Date = time.GetUtcNow().AddSeconds(ahead).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return next(context);
    }

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>What tests check in a request.</summary>
internal static class SeenRequest
{
    public static string? Header(this IRequestMessage request, string name) => request.Headers!.TryGetValue(name, out var values) ? values[0] : null;

    public static string PathAndQuery(this IRequestMessage request) => new Uri(request.Url).PathAndQuery;

    public static string? Parameter(this IRequestMessage request, string name) => request.Query!.TryGetValue(name, out var values) ? values[0] : null;
}
