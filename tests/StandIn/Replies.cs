using System.IO.Compression;
using System.Text;
using WireMock.ResponseBuilders;

namespace Magister.StandIns;

/// <summary>The answers that tests use again and again.</summary>
internal static class Replies
{
    /// <summary>The header of an answer that says how many seconds its clock is ahead.</summary>
    public const string ClockAhead = "Clock-Ahead";

    public static IResponseBuilder Json(int status, string body) => Text(status, body, "application/json");

    public static IResponseBuilder Text(int status, string body, string contentType = "text/plain") =>
        Status(status).WithHeader("Content-Type", contentType).WithBody(body);

    public static IResponseBuilder Page(int status) => Text(status, "<!DOCTYPE html><html><body>not found, says the proxy</body></html>", "text/html");

    public static IResponseBuilder Redirect(string to) => Status(302).WithHeader("Location", to);

    /// <summary>The body followed by spaces, chunked and without a length.</summary>
    public static IResponseBuilder Padded(string body, int padding) => Status(200).WithBody(Encoding.UTF8.GetBytes(body.PadRight(body.Length + padding)));

    /// <summary>The same, compressed.</summary>
    public static IResponseBuilder Gzip(string body, int padding = 0)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(body.PadRight(body.Length + padding)));
        return Status(200).WithHeader("Content-Encoding", "gzip").WithBody(compressed.ToArray());
    }

    /// <summary>A reply from a server whose clock is ahead.</summary>
    public static IResponseBuilder Ahead(this IResponseBuilder reply, int seconds) => reply.WithHeader(ClockAhead, $"{seconds}");

    public static IResponseBuilder Status(int status) => Response.Create().WithStatusCode(status);
}
