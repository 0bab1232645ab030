using Magister.Fleet;

namespace Magister.Vast.Wire;

/// <summary>Makes text from outside fit for a log and a terminal.</summary>
internal sealed class ForeignText(string apiKey)
{
    public const int MaxLength = 300;

    private const int LengthRead = 8_192;
    private const string KeyStandIn = "•••";

    /// <summary>Without control and formatting characters, without the key, and at most <see cref="MaxLength"/> characters long.</summary>
    public string Clean(string text)
    {
        // The key is replaced after invisible characters are removed, which could have split it, and before the end is cut off, which could
        // leave a part of it.
        var isCut = text.Length > LengthRead;
        var clean = PlainText.Clean(isCut ? text[..LengthRead] : text);
        if (apiKey.Length > 0)
        {
            clean = clean.Replace(apiKey, KeyStandIn, StringComparison.Ordinal);
            clean = isCut ? clean[..Math.Max(0, clean.Length - apiKey.Length)] : clean;
        }

        return TextBeginning.ForPeople(clean, MaxLength);
    }
}
