using System.CommandLine;
using Magister.Cli.Output;

namespace Magister.Cli;

/// <summary><c>--wide</c>, also spelled <c>-o wide</c>, for commands that have tables.</summary>
internal sealed class WideOption
{
    private readonly Option<bool> wide = new("--wide") { Description = "Show every column, even on a narrow terminal" };

    private readonly Option<string?> output = new("--output", "-o") { Description = "Same as --wide, as kubectl spells it", HelpName = "wide" };

    public WideOption() => output.AcceptOneOf(["wide"], "; for JSON, use --json where the command has it");

    public void AddTo(IList<Option> options)
    {
        options.Add(wide);
        options.Add(output);
    }

    /// <summary>The printer for the command's tables.</summary>
    public Printer PrinterFor(ParseResult parsed) => Printer.For(parsed.GetValue(wide) || parsed.GetValue(output) is not null);
}

/// <summary>Lets it be added among other options.</summary>
internal static class WideOptions
{
    public static void Add(this IList<Option> options, WideOption wide) => wide.AddTo(options);
}
