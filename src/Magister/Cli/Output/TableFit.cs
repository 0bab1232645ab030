using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace Magister.Cli.Output;

/// <summary>
/// Which columns of a table fit on a terminal, and how wide each is drawn. Columns that must not wrap are as wide as they need to be; those
/// that may wrap share the rest. The drawing library would shrink every column alike, down to a row of ellipses.
/// </summary>
internal static class TableFit
{
    // A line before the first column, and a line and two spaces for each.
    private const int BorderWidth = 1;
    private const int ColumnBorderWidth = 3;

    private const int MinWrapped = 16;
    private const int MaxOfOneWord = 32;

    /// <summary>The columns that are drawn, each with its width.</summary>
    public static ImmutableArray<(int At, int Width)> Choose(TableView table, int terminalWidth)
    {
        List<Measured> kept = [.. table.Columns.Select((column, at) => Measure(table, column, at))];
        while (WidthOf(kept) > terminalWidth && kept.MaxBy(column => column.Spare) is { Spare: > 0 } spare) kept.Remove(spare);

        var left = Math.Max(0, terminalWidth - WidthOf(kept));
        var drawn = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var column in kept)
        {
            var more = Math.Min(left, column.Natural - column.Min);
            left -= more;
            drawn.Add((column.At, column.Min + more));
        }

        return drawn.ToImmutable();
    }

    private static int WidthOf(List<Measured> columns) => BorderWidth + columns.Sum(column => column.Min + ColumnBorderWidth);

    private static Measured Measure(TableView table, TableColumn column, int at)
    {
        var texts = table.Rows.Select(row => row[at]).Append(column.Heading);
        var natural = texts.Max(Cells);
        var word = column.MayWrap ? texts.SelectMany(text => text.Split(' ')).Max(Cells) : natural;
        var least = column.MayWrap ? Math.Min(natural, Math.Clamp(word, MinWrapped, MaxOfOneWord)) : natural;
        return new Measured(at, least, natural, column.Spare);
    }

    private static int Cells(string text) => new Segment(text).CellCount();

    private sealed record Measured(int At, int Min, int Natural, int Spare);
}
