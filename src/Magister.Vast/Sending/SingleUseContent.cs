using System.Net;
using System.Net.Http.Headers;

namespace Magister.Vast.Sending;

/// <summary>
/// A body, possibly empty, that is sent once. The connection pool repeats a request by itself, without pause, if the connection ends
/// before an answer begins, and does so up to three times if there is no content. A rent must not be sent twice, and nothing may be sent
/// faster than its pace; so every request carries one of these.
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private readonly byte[] body;
    private readonly Action leaving;
    private int uses;

    /// <param name="leaving">Called when a connection is open and the request goes out on it.</param>
    public SingleUseContent(byte[] body, Action leaving)
    {
        this.body = body;
        this.leaving = leaving;
        if (body.Length > 0) Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref uses) > 1) throw new HttpRequestException("it broke, and nothing is sent twice");
        leaving();
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
