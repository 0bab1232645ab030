using System.Globalization;

namespace Magister.Toml;

/// <summary>A configuration file is not valid TOML, or holds keys that configuration cannot tell apart, or is too large.</summary>
/// <remarks>
/// The message reads <c>magister.toml:3:9: expected a value after '=', found the end of the line</c>. It repeats no value from the file.
/// </remarks>
public sealed class TomlFileException : Exception
{
    internal TomlFileException(string file, TomlPosition position, string problem, Exception? inner = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{position.Line}:{position.Column}: {problem}"), inner)
    {
        File = file;
        Position = position;
        Problem = problem;
    }

    /// <summary>The path of the file, as it was given.</summary>
    public string File { get; }

    /// <summary>Where in the file the problem is.</summary>
    public TomlPosition Position { get; }

    /// <summary>The line of the problem, counted from 1.</summary>
    public int Line => Position.Line;

    /// <summary>The column of the problem, counted from 1 in Unicode code points.</summary>
    public int Column => Position.Column;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }
}
