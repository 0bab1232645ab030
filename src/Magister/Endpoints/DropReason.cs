using System.Text;
using Magister.Configuration;

namespace Magister.Endpoints;

/// <summary>The reason that comes as a drop's body.</summary>
internal static class DropReason
{
    /// <summary>How much of the body is kept; the rest is read and forgotten.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Reads the whole body, which the server bounds, and gives its beginning without control characters and without any secret.</summary>
    public static async Task<string> ReadAsync(HttpRequest request, SecretTexts secrets, CancellationToken cancellation)
    {
        // Twice as much, so that no secret is cut in two before it is looked for.
        var kept = new byte[2 * MaxBytes];
        var length = await request.Body.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancellation);
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return Beginning(secrets.Masked(Clean(Encoding.UTF8.GetString(kept, 0, length))));
    }

    private static string Beginning(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxBytes ? text : Encoding.UTF8.GetString(bytes, 0, MaxBytes).TrimEnd('\uFFFD');
    }

    private static string Clean(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var steers = category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
            printable.Append(steers ? " " : rune.ToString());
        }

        return printable.ToString().Trim();
    }
}
