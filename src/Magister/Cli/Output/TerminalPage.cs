using System.Collections.Immutable;
using Magister.Fleet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Magister.Cli.Output;

/// <summary>Several parts as one object that a terminal can draw repeatedly: no larger than the terminal, cut at the bottom.</summary>
internal static class TerminalPage
{
    public static IRenderable Compose(ImmutableArray<PagePart> parts, IAnsiConsole terminal)
    {
        // The last line of the terminal stays free for the cursor.
        var (width, left) = (terminal.Profile.Width, terminal.Profile.Height - 1);
        if (parts.Sum(part => LinesOf(part, terminal)) <= left) return new Rows(parts.Select(part => Drawn(part, width)));

        left--;
        var (shown, cut) = (new List<IRenderable>(), 0);
        foreach (var part in parts)
        {
            var fitting = Fitting(part, left, terminal);
            cut += RowsOf(part) - RowsOf(fitting);
            if (fitting is null)
            {
                left = 0;
                continue;
            }

            shown.Add(Drawn(fitting, width));
            left -= LinesOf(fitting, terminal);
        }

        shown.Add(new Text($"… and {cut} more; a larger window, or the same without --watch, shows all"));
        return new Rows(shown);
    }

    // As much of a part as fits: all of it, a table's first rows, or nothing.
    private static PagePart? Fitting(PagePart part, int lines, IAnsiConsole terminal) => part switch
    {
        _ when LinesOf(part, terminal) <= lines => part,
        PagePart.Grid(var table) when lines > TerminalTable.LinesBesideRows =>
            new PagePart.Grid(table with { Rows = table.Rows[..(lines - TerminalTable.LinesBesideRows)] }),
        _ => null,
    };

    private static int RowsOf(PagePart? part) => part is PagePart.Grid grid ? grid.Table.Rows.Length : 0;

    private static int LinesOf(PagePart part, IAnsiConsole terminal) => part switch
    {
        PagePart.Grid { Table.Rows.IsEmpty: true } => 0,
        PagePart.Grid grid => grid.Table.Rows.Length + TerminalTable.LinesBesideRows,
        PagePart.Line { Text: "" } => 1,
        _ => Segment.SplitLines(Drawn(part, terminal.Profile.Width).Render(RenderOptions.Create(terminal), terminal.Profile.Width)).Count,
    };

    private static IRenderable Drawn(PagePart part, int width) => part switch
    {
        PagePart.Line line => new Text(PlainText.Clean(line.Text)),
        PagePart.Grid { Table.Rows.IsEmpty: true } => new Rows(),
        PagePart.Grid grid => TerminalTable.Create(grid.Table, width, isLineEach: true),
        _ => throw new InvalidOperationException("There is no other part of a page."),
    };
}
