using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Magister.Cli;

/// <summary>The library's help, as wide as the terminal, with examples and exit codes below it.</summary>
internal sealed class TeachingHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const int MinWidth = 60;
    private const int MaxWidth = 120;

    private static readonly ImmutableArray<string> RootExamples =
    [
        "magister check              # is the configuration valid?",
        "magister plan               # what would the daemon do? Changes nothing",
        "magister run                # starts the daemon; so does magister alone",
        "magister status --watch     # what is running, and what it costs",
    ];

    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the library's own help.</summary>
    public static void Teach(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new TeachingHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = Console.IsOutputRedirected ? MaxWidth : Math.Clamp(Console.WindowWidth, MinWidth, MaxWidth);
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var taught = parseResult.CommandResult.Command as TaughtCommand;
        output.WriteLine("Examples:");
        foreach (var example in taught?.Examples ?? RootExamples) output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodeMeanings.All)
        {
            if (taught is null || ExitCodeMeanings.IsEverybodys(code) || taught.ExitCodes.Contains(code)) output.WriteLine($"  {code,3}  {meaning}");
        }

        return 0;
    }
}
