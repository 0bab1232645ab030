using Spectre.Console;

namespace Magister.Cli.Output;

/// <summary>A table for a terminal.</summary>
internal static class TerminalTable
{
    public static Table Of(TableView view)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in view.Columns)
        {
            var drawn = new Spectre.Console.TableColumn(new Text(column.Heading)) { NoWrap = !column.MayWrap };
            table.AddColumn(column.IsNumber ? drawn.RightAligned() : drawn);
        }

        // Text, not markup: a bracket in a name is a bracket.
        foreach (var row in view.Rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }
}
