using CommunityToolkit.HighPerformance.Buffers;

namespace Magister.Fleet.Market;

/// <summary>
/// Keeps one string in memory for all equal texts: models, places, drivers and statuses repeat with every instance. The pool is
/// bounded; if texts never repeat, the oldest give way.
/// </summary>
public static class SharedText
{
    /// <summary>In characters; longer texts are not shared.</summary>
    public const int MaxLength = 64;

    private const int TextsKept = 2048;

    private static readonly StringPool Kept = new(TextsKept);

    /// <summary>The text as a shared string.</summary>
    public static string Of(ReadOnlySpan<char> text) => text.Length <= MaxLength ? Kept.GetOrAdd(text) : new string(text);

    /// <summary>The same for a text that is a string already.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxLength ? Kept.GetOrAdd(text) : text;
    }
}
