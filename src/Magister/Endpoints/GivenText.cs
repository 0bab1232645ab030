namespace Magister.Endpoints;

/// <summary>What a caller gave, fit to be shown back to it.</summary>
internal static class GivenText
{
    /// <summary>The beginning of it, without control characters.</summary>
    public static string Shortened(string text)
    {
        var printable = string.Concat(text.Where(character => !char.IsControl(character)));
        return printable.Length <= 40 ? printable : string.Concat(printable.AsSpan(0, 40), "…");
    }
}
