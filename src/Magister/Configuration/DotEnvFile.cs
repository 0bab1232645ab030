using System.Collections.Immutable;
using System.Text;

namespace Magister.Configuration;

/// <summary>
/// Variables from a file, following the rules of docker's <c>--env-file</c>: <c>NAME=value</c> on each line, with the value taken literally,
/// including quotes; lines that are empty, begin with <c>#</c> or only name a variable are ignored.
/// </summary>
/// <param name="Problems">What cannot be read, one line each, never with values.</param>
internal sealed record DotEnvFile(ImmutableArray<KeyValuePair<string, string>> Variables, ImmutableArray<string> Problems)
{
    private const string Name = ".env";

    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file that belongs to a configuration file, in the same directory.</summary>
    public static string Beside(string configFile) => Path.Combine(Path.GetDirectoryName(configFile) ?? "", Name);

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static DotEnvFile Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path, strict));
        }
        catch (DecoderFallbackException)
        {
            return new DotEnvFile([], [$"{path}: is not UTF-8 text"]);
        }
    }

    /// <param name="file">The file's name in messages.</param>
    public static DotEnvFile Parse(string file, string text)
    {
        var variables = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var (at, line) in text.TrimStart('\uFEFF').Split('\n').Index())
        {
            var given = line.TrimEnd('\r').TrimStart();
            if (given.Length == 0 || given[0] is '#') continue;
            var end = given.IndexOf('=', StringComparison.Ordinal);
            var name = end < 0 ? given : given[..end];
            if (Objection(name) is { } objection) problems.Add($"{file}:{at + 1}: {objection}");
            else if (end >= 0) variables.Add(new(name, given[(end + 1)..]));
        }

        return new DotEnvFile(variables.ToImmutable(), problems.ToImmutable());
    }

    // Without the name: if the equals sign is missing, the text may be a secret.
    private static string? Objection(string name) =>
        name.Length == 0 ? "a name is missing before the ="
        : name.StartsWith("export ", StringComparison.Ordinal) ? "must be NAME=value, without export"
        : name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) ? "must be NAME=value, without spaces in the name or before the ="
        : null;
}
