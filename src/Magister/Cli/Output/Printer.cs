using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Magister.Cli.Output;

/// <summary>Where a command's answer goes: drawn on a terminal, plain text elsewhere, JSON where it is asked for.</summary>
internal sealed class Printer(TextWriter output, bool isTerminal)
{
    private readonly Lazy<IAnsiConsole> console = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));

    public static Printer Standard { get; } = new(Console.Out, !Console.IsOutputRedirected);

    public bool IsTerminal => isTerminal;

    /// <summary>What draws on the terminal.</summary>
    public IAnsiConsole Terminal => console.Value;

    /// <summary>One line; what others wrote in it does nothing.</summary>
    public void Line(string text = "") => output.WriteLine(InertText.Of(text));

    /// <summary>One line that belongs to the one before.</summary>
    public void Indented(string text) => output.WriteLine($"  {InertText.Of(text)}");

    /// <summary>A table; nothing where it has no rows.</summary>
    public void Table(TableView table)
    {
        if (table.Rows.IsEmpty) return;
        if (isTerminal)
        {
            Terminal.Write(TerminalTable.Of(table));
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
