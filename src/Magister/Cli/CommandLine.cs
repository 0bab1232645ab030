using System.CommandLine;
using System.CommandLine.Invocation;
using Magister.Cli.Checks;
using Magister.Cli.Completion;
using Magister.Cli.DryRuns;
using Magister.Cli.History;
using Magister.Cli.Offers;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Running;

namespace Magister.Cli;

/// <summary>What can be typed.</summary>
internal static class CommandLine
{
    /// <summary>How long a command may take to end after Ctrl-C.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        // A daemon is started so, and need not wait until every other command is known.
        [] => RunCommand.RunAsync(null, CancellationToken.None),
        [CommonOptions.ConfigName, { Length: > 0 } file] when file[0] is not ('-' or '@') => RunCommand.RunAsync(file, CancellationToken.None),
        _ => ParseAsync(arguments),
    };

    private static async Task<int> ParseAsync(string[] arguments)
    {
        var root = Build();
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction) return Report(parsed);

        // The daemon's host hears signals by itself.
        var runsDaemon = parsed.CommandResult.Command is RootCommand or { Name: "run" };
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = runsDaemon ? null : EndGrace, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Every command there is.</summary>
    public static RootCommand Build()
    {
        var config = CommonOptions.Config();
        var root = new RootCommand("Keeps a constant number of GPU workers alive on Vast for a Hierophant. "
            + "Settings come from magister.toml and from environment variables, which win.")
        {
            config,
        };
        root.SetAction((parsed, cancellation) => RunCommand.RunAsync(parsed.GetValue(config), cancellation));
        root.Add(RunCommand.Build(config));
        root.Add(CheckCommand.Build(config));
        root.Add(OffersCommand.Build(config));
        root.Add(PlanCommand.Build(config));
        root.Add(StatusCommand.Build(config));
        root.Add(DrainCommand.Build(config));
        root.Add(ScaleCommand.Build(config));
        root.Add(PauseCommand.Build(config));
        root.Add(ResumeCommand.Build(config));
        root.Add(LogsCommand.Build(config));
        root.Add(CostsCommand.Build(config));
        root.Add(JournalCommand.Build(config));
        root.Add(CompletionCommand.Build());
        TeachingHelp.Teach(root);
        VersionAnswer.Teach(root);
        return root;
    }

    private static int Report(ParseResult parsed)
    {
        // The library knows the nearest words, and tells them only in the course of its own report.
        var (errors, guesses) = (new StringWriter(), new StringWriter());
        if (parsed.Action is ParseErrorAction action) action.ShowHelp = false;
        parsed.Invoke(new InvocationConfiguration { Output = guesses, Error = errors });
        var lines = $"{errors}\n{guesses}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines) Console.Error.WriteLine($"magister: {InertText.Of(line)}");
        Console.Error.WriteLine("Try: magister --help");
        return ExitCode.Configuration;
    }
}
