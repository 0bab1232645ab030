using System.Text;
using Magister.Configuration;
using Magister.Evidence;

namespace Magister.Endpoints;

/// <summary>Bodies that callers send: the reason for a drop, the end of a Contemplant's output.</summary>
internal static class CallerText
{
    /// <summary>How much of a reason is kept; the rest is read and discarded.</summary>
    public const int MaxBytes = 4096;

    /// <summary>How much of the end of an output is kept.</summary>
    public const int MaxOutputBytes = 8192;

    /// <summary>Reads the whole body, whose size the server bounds, and returns its beginning as plain text without secrets.</summary>
    public static async Task<string> ReadReasonAsync(HttpRequest request, SecretTexts secrets, CancellationToken cancellation)
    {
        // Twice as much, so that no secret is cut in two before masking.
        var kept = new byte[2 * MaxBytes];
        var length = await request.Body.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancellation);
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return Beginning(secrets.MaskedPlain(Encoding.UTF8.GetString(kept, 0, length)));
    }

    /// <summary>Reads the whole body, whose size the server bounds, and returns its end.</summary>
    public static async Task<OutputText> ReadOutputAsync(HttpRequest request, SecretTexts secrets, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return OutputText.Read(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), secrets, MaxOutputBytes);
    }

    private static string Beginning(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxBytes ? text : Encoding.UTF8.GetString(bytes, 0, MaxBytes).TrimEnd('\uFFFD');
    }
}
