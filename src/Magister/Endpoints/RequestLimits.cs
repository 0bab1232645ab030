using Magister.Access;
using Magister.Running;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Magister.Endpoints;

/// <summary>Limits on requests, so that no caller can demand too much of the server.</summary>
internal static class RequestLimits
{
    /// <summary>64 KiB; larger bodies are answered with 413.</summary>
    public const long MaxBodyBytes = 64 * 1024;

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;

        // Without a free file handle, neither Vast nor the journal could be reached.
        limits.MaxConcurrentConnections = Math.Min(4096, FileHandles.Max - FileHandles.Min + 32);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
    }

    /// <summary>Refuses a body that is too large: before the request is handled if its length is given, otherwise while it is read.</summary>
    public static Task RefuseLargeBodiesAsync(HttpContext context, RequestDelegate next) =>
        context.Request.ContentLength is null && context.Request.Headers.TransferEncoding.Count == 0 ? next(context) : MeasuredAsync(context, next);

    private static async Task MeasuredAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            if (context.Request.ContentLength is > MaxBodyBytes) throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
            var problem = bad.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? Problems.Create(bad.StatusCode, "Too large", "a body of at most 65536 bytes is accepted")
                : Problems.Create(bad.StatusCode, "Not readable", "the request is not HTTP as it must be; send it again");
            await problem.ExecuteAsync(context);
        }
    }
}
