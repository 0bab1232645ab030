using Microsoft.AspNetCore.Http;
using WireMock.ResponseBuilders;

namespace Magister.StandIns;

/// <summary>Answers that end in the middle: a header of WireMock's answer says how, and the connection is broken when it was written.</summary>
internal static class Broken
{
    private const string Header = "Broken-By";
    private const string Reset = nameof(Reset);
    private const string Hang = nameof(Hang);

    /// <summary>The server hangs up without a word, or after what the answer has.</summary>
    public static IResponseBuilder ByReset(IResponseBuilder? answer = null) => (answer ?? Response.Create()).WithHeader(Header, Reset);

    /// <summary>No answer, or no more than it has, until the caller gives up.</summary>
    public static IResponseBuilder ByHang(IResponseBuilder? answer = null) => (answer ?? Response.Create()).WithHeader(Header, Hang);

    public static async Task BreakAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.Headers[Header].ToString() is not { Length: > 0 } how) return;
        if (context.Response.ContentLength is not null) await context.Response.Body.FlushAsync();
        if (how == Hang) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    }
}
