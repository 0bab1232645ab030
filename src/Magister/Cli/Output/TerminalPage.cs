using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Magister.Cli.Output;

/// <summary>Several parts as one thing that a terminal can draw again and again.</summary>
internal static class TerminalPage
{
    public static IRenderable Of(ImmutableArray<PagePart> parts) => new Rows(parts.Select(Of));

    private static IRenderable Of(PagePart part) => part switch
    {
        PagePart.Line line => new Text(InertText.Of(line.Text)),
        PagePart.Grid { Table.Rows.IsEmpty: true } => new Text(""),
        PagePart.Grid grid => TerminalTable.Of(grid.Table),
        _ => throw new InvalidOperationException("There is no other part of a page."),
    };
}
