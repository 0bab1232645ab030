using System.Net;
using System.Net.Http.Headers;

namespace Magister.Vast.Calls;

/// <summary>
/// A body, or none at all, that leaves once. The connection pool repeats a request by itself, without pause, when the connection ends
/// before an answer begins, and does so up to three times where there is no content. A rent must not leave twice, and nothing may leave
/// faster than its pace; so every request carries one of these.
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private readonly byte[] _body;
    private int _uses;

    public SingleUseContent(byte[] body)
    {
        _body = body;
        if (body.Length > 0)
        {
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _uses) == 1
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new HttpRequestException("the connection broke, and the request is not sent twice");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
