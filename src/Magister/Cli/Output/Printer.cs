using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet;
using Spectre.Console;

namespace Magister.Cli.Output;

/// <summary>Prints a command's result: drawn on a terminal, plain text elsewhere, JSON on request.</summary>
/// <param name="width">The terminal's width in characters; null for the width it reports.</param>
internal sealed class Printer(TextWriter output, bool isTerminal, int? width = null)
{
    private const int Unbounded = 10_000;

    private readonly Lazy<IAnsiConsole> console = new(() =>
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (width is { } given) terminal.Profile.Width = given;
        return terminal;
    });

    public static Printer Standard { get; } = For(isWide: false);

    /// <summary>Whether tables are drawn with every column, however narrow the terminal is.</summary>
    public bool IsWide => width == Unbounded;

    public bool IsTerminal => isTerminal;

    /// <summary>Draws on the terminal.</summary>
    public IAnsiConsole Terminal => console.Value;

    /// <summary>A printer for standard output.</summary>
    /// <param name="isWide">Whether tables have all columns, even those that the terminal has no room for.</param>
    public static Printer For(bool isWide) => new(Console.Out, !Console.IsOutputRedirected, isWide ? Unbounded : null);

    /// <summary>One line; text of foreign origin in it is made inert.</summary>
    public void Line(string text = "") => output.WriteLine(PlainText.Clean(text));

    /// <summary>One line that belongs to the previous one.</summary>
    public void Indented(string text) => output.WriteLine($"  {PlainText.Clean(text)}");

    /// <summary>A table; nothing if it has no rows.</summary>
    public void Table(TableView table)
    {
        if (table.Rows.IsEmpty) return;
        if (isTerminal)
        {
            Terminal.Write(TerminalTable.Create(table, Terminal.Profile.Width));
            return;
        }

        foreach (var line in PlainTable.Lines(table)) output.WriteLine(line);
    }

    /// <summary>Several lines and tables.</summary>
    public void Page(ImmutableArray<PagePart> parts)
    {
        foreach (var part in parts)
        {
            if (part is PagePart.Grid grid) Table(grid.Table);
            else Line(((PagePart.Line)part).Text);
        }
    }

    /// <summary>One line of JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        output.WriteLine(JsonSerializer.Serialize(value, type));
        output.Flush();
    }
}
