namespace Magister.Endpoints.Answers;

/// <summary>Writes stored answers to clients.</summary>
internal static class Serving
{
    /// <summary>Answers up to this size are sent together with their headers in one write.</summary>
    private const int ShortBytes = 16 * 1024;

    // What is written in one piece is kept in memory until it is sent, for each of its callers.
    private const int PieceBytes = 128 * 1024;

    private const string Json = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext context, StoredAnswer answer)
    {
        var (request, response) = (context.Request.Headers, context.Response);
        var chosen = Negotiation.Choose(answer, request.AcceptEncoding);
        var headers = response.Headers;
        headers.ETag = chosen.Tag;
        headers.Vary = "Accept-Encoding";

        // Cached only by the client itself, and revalidated each time.
        headers.CacheControl = "private, no-cache";
        if (Negotiation.IsKnown(chosen.Tag, request.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = Json;
        response.ContentLength = chosen.Content.Length;
        if (chosen.Encoding.Count > 0) headers.ContentEncoding = chosen.Encoding;
        return chosen.Content.Length <= ShortBytes
            ? response.Body.WriteAsync(chosen.Content).AsTask()
            : InPiecesAsync(chosen.Content, response);
    }

    private static async Task InPiecesAsync(ReadOnlyMemory<byte> rest, HttpResponse response)
    {
        await response.StartAsync();
        while (!rest.IsEmpty)
        {
            var piece = rest[..Math.Min(PieceBytes, rest.Length)];
            rest = rest[piece.Length..];

            // Requested in one piece: WriteAsync would cut it into blocks of 4 KiB, each of which is pinned and sent separately.
            piece.CopyTo(response.BodyWriter.GetMemory(piece.Length));
            response.BodyWriter.Advance(piece.Length);
            var sent = await response.BodyWriter.FlushAsync();
            if (sent.IsCompleted) return;
        }
    }
}
