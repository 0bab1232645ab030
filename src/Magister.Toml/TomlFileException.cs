using System.Text.Encodings.Web;

namespace Magister.Toml;

/// <summary>A configuration file is not valid TOML, contains what configuration cannot represent, or is too large.</summary>
/// <remarks>
/// The message reads <c>magister.toml:3:9: expected a value, found the end of the line</c>. It repeats only names of keys and single
/// characters from the file, never a value: a value may be a secret, and messages end up in logs.
/// </remarks>
public sealed class TomlFileException : Exception
{
    private const int ShownMax = 64;

    internal TomlFileException(string file, TomlPosition position, string problem)
        : base($"{file}:{position.Line}:{position.Column}: {problem}")
    {
    }

    /// <summary>Formats the name of a key: whatever it contains, the message stays one line of bounded length.</summary>
    internal static string Show(string name) =>
        $"'{JavaScriptEncoder.Default.Encode(name.Length > ShownMax ? name[..ShownMax] + '…' : name)}'";
}
