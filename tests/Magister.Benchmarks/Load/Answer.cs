using System.Net;

namespace Magister.Benchmarks.Load;

/// <summary>One answer as it came over the wire.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, string? Encoding, string? Tag)
{
    /// <param name="headers">Each a name and a value.</param>
    public static async Task<Answer> FetchAsync(Uri address, params IEnumerable<(string Name, string Value)> headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentEncoding.SingleOrDefault(),
            response.Headers.ETag?.ToString());
    }
}
