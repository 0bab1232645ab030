using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Magister.Cli;

/// <summary>The library's help, with examples and exit codes below it.</summary>
internal sealed class TeachingHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const int MaxWidth = 120;

    private static readonly ImmutableArray<string> RootExamples =
    [
        "magister check              # is the configuration sound, and where does each value come from?",
        "magister plan               # what would the daemon do? Nothing is changed",
        "magister run                # the daemon; also without a word",
        "magister status --watch     # what runs and what it costs",
    ];

    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the usual help.</summary>
    public static void Teach(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new TeachingHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = MaxWidth;
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
