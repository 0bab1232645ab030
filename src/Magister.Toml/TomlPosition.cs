using System.Globalization;
using System.Runtime.InteropServices;
using Tomlyn.Syntax;

namespace Magister.Toml;

/// <summary>A place in a TOML file.</summary>
/// <param name="Line">The line, counted from 1. A line ends at a line feed.</param>
/// <param name="Column">
/// The column, counted from 1 in Unicode code points: a tab and an emoji count one each. A byte order mark is not counted.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlPosition(int Line, int Column)
{
    /// <summary>The place of the first character.</summary>
    internal static TomlPosition Start { get; } = new(1, 1);

    internal static TomlPosition Of(SyntaxNode node) => Of(node.Span);

    internal static TomlPosition Of(SourceSpan span) => new(span.Start.Line + 1, span.Start.Column + 1);

    /// <summary>Gives the place as messages name it: <c>line 3, column 9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
}
