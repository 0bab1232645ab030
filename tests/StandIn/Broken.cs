using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using WireMock.ResponseBuilders;

namespace Magister.StandIns;

/// <summary>Answers that end in the middle: a header of WireMock's answer says how, and the connection is broken once it was written.</summary>
internal static class Broken
{
    private const string Header = "Broken-By";
    private const string Reset = nameof(Reset);
    private const string Hang = nameof(Hang);
    private const string HangUp = nameof(HangUp);
    private const long MoreThanComes = 1024 * 1024;

    /// <summary>The server resets the connection without an answer, or after the given one.</summary>
    public static IResponseBuilder ByReset(IResponseBuilder? answer = null) => (answer ?? Response.Create()).WithHeader(Header, Reset);

    /// <summary>No answer, or only the given one, until the caller gives up.</summary>
    public static IResponseBuilder ByHang(IResponseBuilder? answer = null) => (answer ?? Response.Create()).WithHeader(Header, Hang);

    /// <summary>The server reads the whole request and then closes the connection properly without an answer.</summary>
    public static IResponseBuilder ByHangUp() => Response.Create().WithHeader(Header, HangUp);

    public static async Task BreakAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.ContainsKey(Header)) context.Response.ContentLength ??= MoreThanComes;
            return Task.CompletedTask;
        });
        await next(context);
        if (context.Response.Headers[Header].ToString() is not { Length: > 0 } how) return;
        if (context.Response.ContentLength is not null) await context.Response.Body.FlushAsync();
        if (how == HangUp) await context.Features.Get<IConnectionTransportFeature>()!.Transport.Output.CompleteAsync();
        if (how != Reset) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    }
}
