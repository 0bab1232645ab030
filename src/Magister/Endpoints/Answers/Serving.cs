namespace Magister.Endpoints.Answers;

/// <summary>Writes stored answers to those who ask.</summary>
internal static class Serving
{
    // What is written at once is kept in memory until it is sent, for every caller of it.
    private const int PieceBytes = 64 * 1024;

    private const string Json = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext context, StoredAnswer answer, CancellationToken cancellation)
    {
        var (request, response) = (context.Request.Headers, context.Response);
        var chosen = Negotiation.Choose(answer, request.AcceptEncoding);
        var headers = response.Headers;
        headers.ETag = chosen.Tag;
        headers.Vary = "Accept-Encoding";

        // Kept by nobody but who asked, and asked about each time.
        headers.CacheControl = "private, no-cache";
        if (Negotiation.IsKnown(chosen.Tag, request.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = Json;
        response.ContentLength = chosen.Content.Length;
        if (chosen.Encoding.Count > 0) headers.ContentEncoding = chosen.Encoding;
        return chosen.Content.Length <= PieceBytes
            ? response.BodyWriter.WriteAsync(chosen.Content, cancellation).AsTask()
            : InPiecesAsync(chosen.Content, response, cancellation);
    }

    private static async Task InPiecesAsync(ReadOnlyMemory<byte> rest, HttpResponse response, CancellationToken cancellation)
    {
        while (!rest.IsEmpty)
        {
            var piece = rest[..Math.Min(PieceBytes, rest.Length)];
            rest = rest[piece.Length..];
            var sent = await response.BodyWriter.WriteAsync(piece, cancellation);
            if (sent.IsCompleted) return;
        }
    }
}
