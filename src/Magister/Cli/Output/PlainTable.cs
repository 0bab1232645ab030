namespace Magister.Cli.Output;

/// <summary>A table for pipes and files: columns two spaces apart, no lines, no colour.</summary>
internal static class PlainTable
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(TableView table)
    {
        var widths = table.Columns.Select((column, at) => table.Rows.Select(row => row[at].Length).Append(column.Heading.Length).Max()).ToArray();
        yield return Line(table.Columns.Select(column => column.Heading), table, widths);
        foreach (var row in table.Rows) yield return Line(row, table, widths);
    }

    private static string Line(IEnumerable<string> cells, TableView table, int[] widths) => string.Join(
        Gap,
        cells.Select((cell, at) => table.Columns[at].IsNumber ? cell.PadLeft(widths[at]) : cell.PadRight(widths[at]))).TrimEnd();
}
