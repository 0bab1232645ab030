using CommunityToolkit.HighPerformance.Buffers;

namespace Magister.Fleet.Market;

/// <summary>
/// One text in memory for all that say the same: models, places, drivers and statuses repeat with every instance. What is kept for that is
/// bounded; of texts that never repeat the oldest give way.
/// </summary>
public static class SharedText
{
    /// <summary>In characters; a longer text is nobody else's.</summary>
    public const int MaxLength = 64;

    private const int TextsKept = 2048;

    private static readonly StringPool Kept = new(TextsKept);

    /// <summary>The text as one that others may have too.</summary>
    public static string Of(ReadOnlySpan<char> text) => text.Length <= MaxLength ? Kept.GetOrAdd(text) : new string(text);

    /// <summary>The same of one that was made already.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxLength ? Kept.GetOrAdd(text) : text;
    }
}
