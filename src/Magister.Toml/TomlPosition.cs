using System.Runtime.InteropServices;
using Tomlyn.Syntax;

namespace Magister.Toml;

/// <summary>A position in a TOML file.</summary>
/// <param name="Line">The line, counted from 1. A line ends at a line feed.</param>
/// <param name="Column">
/// The column, counted from 1 in Unicode code points: a tab and an emoji count as one each. A byte order mark does not count.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlPosition(int Line, int Column)
{
    /// <summary>The position of the first character.</summary>
    internal static TomlPosition Start { get; } = new(1, 1);

    internal static TomlPosition Find(SyntaxNode node) => Find(node.Span);

    internal static TomlPosition Find(SourceSpan span) => new(span.Start.Line + 1, span.Start.Column + 1);

    /// <summary>Formats the position as messages name it: <c>line 3, column 9</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
