using System.Globalization;
using System.Text;

namespace Magister.Toml;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct TomlKeyPart(string Name, TomlPosition Position);

/// <summary>A key as it is written: one part or several with dots between.</summary>
internal sealed record TomlKey(IReadOnlyList<TomlKeyPart> Parts)
{
    private const int ShownMax = 64;

    public TomlKeyPart Last => Parts[^1];

    /// <summary>The first parts of the key, <paramref name="count"/> of them, worded for a message.</summary>
    public string Show(int count) => Show(Parts.Take(count).Select(part => part.Name));

    /// <summary>Words a key for a message: whatever it holds, the message stays one line of bounded length.</summary>
    public static string Show(IEnumerable<string> names)
    {
        var shown = new StringBuilder();
        foreach (var name in names)
        {
            if (shown.Length > 0)
                shown.Append('.');
            AppendPart(shown, name);
            if (shown.Length > ShownMax)
                return $"'{shown.ToString(0, ShownMax)}…'";
        }

        return $"'{shown}'";
    }

    private static void AppendPart(StringBuilder shown, string name)
    {
        var bare = name.Length > 0 && name.All(TomlKeyReader.IsBare);
        if (!bare)
            shown.Append('"');
        foreach (var rune in name.EnumerateRunes().Take(ShownMax))
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                shown.Append(rune.ToString());
        }

        if (!bare)
            shown.Append('"');
    }
}
