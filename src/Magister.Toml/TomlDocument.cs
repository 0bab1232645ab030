using System.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Magister.Toml;

/// <summary>Reads the bytes of a file as TOML.</summary>
internal static class TomlDocument
{
    /// <summary>How deep arrays and inline tables may be nested, which is Tomlyn's own limit, and how many parts a key may have.</summary>
    public const int NestingMax = 63;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static DocumentSyntax Parse(string file, byte[] content)
    {
        var text = Decode(file, content);
        // Tomlyn fails on a file that ends in the middle of an escape, so the last line always ends.
        if (text is not [.., '\n' or '\r']) text += '\n';
        try
        {
            var document = SyntaxParser.Parse(text, file, validate: true);
            return document.HasErrors && !TomlDiagnostics.IsSecondDefinition(document.Diagnostics[0])
                ? throw TomlDiagnostics.ToException(file, text, document.Diagnostics)
                : document;
        }
        catch (TomlException)
        {
            throw new TomlFileException(file, TomlPosition.Start,
                $"expected arrays and inline tables at most {NestingMax} deep, found deeper ones");
        }
    }

    private static string Decode(string file, byte[] content)
    {
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            var before = Utf8.GetString(content, 0, e.Index).TrimStart('\uFEFF');
            var line = before[(before.LastIndexOf('\n') + 1)..];
            throw new TomlFileException(file, new TomlPosition(before.Count(character => character == '\n') + 1, line.EnumerateRunes().Count() + 1),
                $"expected text in UTF-8, found the byte 0x{content[e.Index]:X2}, which is not part of any");
        }
    }
}
