using System.Collections.Immutable;
using Magister.Fleet;

namespace Magister.Cli.Output;

/// <summary>A table as data: drawn on a terminal, aligned as text elsewhere.</summary>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Each with as many cells as there are columns. Cells may contain any text; they are shown inert.</param>
internal sealed record TableView(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Builds a table of objects, with a column for each way to show one.</summary>
    public static TableView Create<T>(IEnumerable<T> things, params ReadOnlySpan<(TableColumn Column, Func<T, string?> Cell)> columns)
    {
        var given = columns.ToArray();
        return new TableView(
            [.. given.Select(column => column.Column)],
            [.. things.Select(thing => given.Select(column => PlainText.Clean(column.Cell(thing) ?? "-")).ToImmutableArray())]);
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">One of Magister's own words.</param>
/// <param name="IsNumber">Whether it is right-aligned.</param>
/// <param name="MayWrap">Whether long texts may take several lines on a terminal.</param>
/// <param name="Spare">If a terminal is too narrow, the column with the greatest number is left out first; one with 0 never is.</param>
internal sealed record TableColumn(string Heading, bool IsNumber = false, bool MayWrap = false, int Spare = 0)
{
    public static implicit operator TableColumn(string heading) => new(heading);

    public static TableColumn Number(string heading, int spare = 0) => new(heading, IsNumber: true, Spare: spare);

    public static TableColumn Text(string heading, int spare = 0) => new(heading, MayWrap: true, Spare: spare);
}
