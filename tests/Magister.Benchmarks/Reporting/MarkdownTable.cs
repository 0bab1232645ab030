namespace Magister.Benchmarks.Reporting;

/// <summary>A Markdown table whose columns also line up in a terminal; all but the first are right-aligned.</summary>
internal static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Append(3).Max())];
        var rule = "|" + string.Concat(widths.Select((width, column) => column == 0 ? $" {new string('-', width)} |" : $" {new string('-', width - 1)}: |"));
        return string.Join('\n', [Line(heads, widths), rule, .. rows.Select(row => Line(row, widths))]) + "\n";
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths) =>
        "|" + string.Concat(cells.Select((cell, column) => $" {(column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))} |"));
}
