using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Magister.Vast.Tests.Bench;

internal delegate Task Reply(HttpContext context);

internal static class Replies
{
    /// <summary>The server hangs up without a word.</summary>
    public static Reply Reset { get; } = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>No answer, until the caller gives up.</summary>
    public static Reply Hang { get; } = async context =>
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    };

    /// <summary>The headers and half of the body, then nothing.</summary>
    public static Reply HalfThenReset(string body) => async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length * 2;
        await context.Response.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    public static Reply HalfThenHang(string body) => async context =>
    {
        context.Response.ContentLength = body.Length * 2;
        await context.Response.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        await Hang(context);
    };

    public static Reply Json(int status, string body) => Text(status, body, "application/json");

    public static Reply Text(int status, string body, string contentType = "text/plain") => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
    };

    public static Reply Page(int status) => Text(status, "<!DOCTYPE html><html><body>not found, says the proxy</body></html>", "text/html");

    public static Reply Redirect(string to) => context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    };

    public static Reply Empty(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Says that it is gzip, and is not.</summary>
    public static Reply BrokenGzip { get; } = async context =>
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.WriteAsync("""{"success":true,"new_contract":312}""");
    };

    public static Reply Gzip(string body, int padding = 0) => async context =>
    {
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentType = "application/json";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(Encoding.UTF8.GetBytes(body));
        await WriteBlanksAsync(gzip, padding);
    };

    /// <summary>A valid answer followed by blanks, in chunks and without a length.</summary>
    public static Reply Chunked(string body, int padding) => async context =>
    {
        await context.Response.WriteAsync(body);
        await WriteBlanksAsync(context.Response.Body, padding);
    };

    /// <summary>Says how long it is going to be and sends nothing of it.</summary>
    public static Reply Announced(long length) => async context =>
    {
        context.Response.ContentLength = length;
        await context.Response.Body.FlushAsync();
        await Hang(context);
    };

    private static async Task WriteBlanksAsync(Stream stream, int count)
    {
        var blanks = Enumerable.Repeat((byte)' ', 64 * 1024).ToArray();
        for (var written = 0; written < count; written += blanks.Length) await stream.WriteAsync(blanks);
    }
}
