namespace Magister.Vast.Sending;

/// <summary>Fetches what Vast has put elsewhere: without the key, and no more of it than is useful.</summary>
/// <param name="http">Adds nothing to a request.</param>
/// <param name="vast">Vast's own address.</param>
internal sealed class Elsewhere(HttpClient http, Uri vast)
{
    /// <summary>Anything beyond this is not read.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Whether something may be fetched there: only over HTTPS, or from Vast's own address.</summary>
    public bool MayBeAsked(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" } && (address.Scheme == Uri.UriSchemeHttps || address.GetLeftPart(UriPartial.Authority) == vast.GetLeftPart(UriPartial.Authority));

    public async Task<(int Status, byte[] Text)> FetchAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var read = new byte[MaxBytes];
        var length = await body.ReadAtLeastAsync(read, MaxBytes, throwOnEndOfStream: false, cancellation);
        return ((int)response.StatusCode, read[..WholeLines(read, length)]);
    }

    // A cut may split a secret in two, and neither half would be found.
    private static int WholeLines(byte[] read, int length) => length < MaxBytes ? length : Array.LastIndexOf(read, (byte)'\n') + 1;
}
