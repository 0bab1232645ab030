namespace Magister.Toml;

/// <summary>A text is not valid TOML 1.0, or goes past one of this reader's limits.</summary>
/// <remarks>
/// The message reads <c>line 3, column 9: expected a value after '=', found the end of the line</c>. Of the text itself it repeats
/// key names and single characters, never a value: a value may be a secret and messages end up in logs.
/// </remarks>
public sealed class TomlException : Exception
{
    /// <summary>Says what is wrong at <paramref name="position"/>.</summary>
    /// <param name="position">Where the problem is.</param>
    /// <param name="problem">What is wrong, without the place.</param>
    public TomlException(TomlPosition position, string problem)
        : base($"{position}: {problem}")
    {
        Position = position;
        Problem = problem;
    }

    /// <summary>Where the problem is.</summary>
    public TomlPosition Position { get; }

    /// <summary>The line of the problem, counted from 1.</summary>
    public int Line => Position.Line;

    /// <summary>The column of the problem, counted from 1 in Unicode code points.</summary>
    public int Column => Position.Column;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }
}
