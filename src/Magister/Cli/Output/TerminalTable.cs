using Spectre.Console;
using Spectre.Console.Rendering;

namespace Magister.Cli.Output;

/// <summary>A table for a terminal.</summary>
internal static class TerminalTable
{
    /// <summary>The lines that a table takes in addition to its rows: its borders and headings.</summary>
    public const int LinesBesideRows = 4;

    /// <param name="terminalWidth">The width of a line in characters.</param>
    /// <param name="isLineEach">Whether each row takes one line: what may wrap is truncated if it does not fit.</param>
    public static Table Create(TableView view, int terminalWidth, bool isLineEach = false)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var drawn = TableFit.Choose(view, terminalWidth);
        foreach (var (at, width) in drawn)
        {
            var column = view.Columns[at];
            var heading = new Spectre.Console.TableColumn(new Text(column.Heading)) { NoWrap = !column.MayWrap, Width = width };
            table.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }

        // Text, not markup: a bracket in a name is a bracket.
        foreach (var row in view.Rows) table.AddRow(drawn.Select(column => new Text(isLineEach ? Cut(row[column.At], column.Width) : row[column.At])));
        return table;
    }

    // The library truncates single words only; a text of several words would still wrap.
    private static string Cut(string text, int width) =>
        new Segment(text).CellCount() <= width ? text : Segment.Truncate(new Segment(text), width - 1)?.Text + "…";
}
