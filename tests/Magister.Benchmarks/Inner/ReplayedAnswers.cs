using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Magister.Benchmarks.Inner;

/// <summary>Fetches each address once; afterwards the same bytes come from memory.</summary>
internal sealed class ReplayedAnswers : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        if (!known.TryGetValue(address, out var body))
        {
            using var answer = await network.SendAsync(request, cancellationToken);
            body = known[address] = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
        }

        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
