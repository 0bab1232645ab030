using System.Net;
using System.Net.Http.Headers;

namespace Magister.Vast.Calls;

/// <summary>
/// A JSON body that leaves once. The connection pool repeats a request by itself when it believes that the server did not see it; for a
/// body that costs money, belief is not enough.
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private readonly byte[] _body;
    private int _uses;

    public SingleUseContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
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
