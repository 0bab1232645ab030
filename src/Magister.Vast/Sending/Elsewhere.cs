namespace Magister.Vast.Sending;

/// <summary>Fetches what Vast has put somewhere else: without the key, and no more of it than is of use.</summary>
/// <param name="http">Carries nothing of its own.</param>
/// <param name="vast">Vast's own address.</param>
internal sealed class Elsewhere(HttpClient http, Uri vast)
{
    /// <summary>The rest is not read.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Whether something may be fetched there: not in plain sight, unless Vast itself is spoken to so.</summary>
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

    // What is cut off may cut a secret in two, of which no half would be found.
    private static int WholeLines(byte[] read, int length) => length < MaxBytes ? length : Array.LastIndexOf(read, (byte)'\n') + 1;
}
