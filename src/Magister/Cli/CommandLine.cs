using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Magister.Cli.Checks;
using Magister.Cli.Completion;
using Magister.Cli.DryRuns;
using Magister.Cli.History;
using Magister.Cli.Offers;
using Magister.Cli.Steering;
using Magister.Cli.Tokens;
using Magister.Configuration;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli;

/// <summary>The commands and options.</summary>
internal static class CommandLine
{
    /// <summary>How long a command may take to end after Ctrl-C.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private static readonly ImmutableArray<string> Destroying = ["drain", "drop"];

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        // The usual start of a daemon need not wait until all other commands are built.
        [] => RunDaemonAsync(null),
        [CommonOptions.ConfigName, { Length: > 0 } file] when file[0] is not ('-' or '@') => RunDaemonAsync(file),
        _ => ParseAsync(arguments),
    };

    private static Task<int> RunDaemonAsync(string? configFile) =>
        HasVariables(configFile) ? RunCommand.RunAsync(configFile, CancellationToken.None) : Task.FromResult(ExitCode.Configuration);

    private static async Task<int> ParseAsync(string[] arguments)
    {
        var root = Build();
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction) return Report(parsed);
        if (ReadsVariables(parsed) && !HasVariables(parsed.GetValue<string?>(CommonOptions.ConfigName))) return ExitCode.Configuration;

        // The daemon's host handles signals itself.
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

    private static bool ReadsVariables(ParseResult parsed) =>
        parsed.Action == parsed.CommandResult.Command.Action
        && parsed.CommandResult.Command is not TaughtCommand { IsConfigured: false }
        && !parsed.GetValue<bool>(CommonOptions.NoEnvFileName);

    private static bool HasVariables(string? configFile)
    {
        var problems = ProcessEnvironment.Fill(configFile);
        foreach (var problem in problems) Console.Error.WriteLine(PlainText.Clean($"magister: {problem}"));
        return problems.IsEmpty;
    }

    /// <summary>All commands.</summary>
    public static RootCommand Build()
    {
        var config = CommonOptions.Config();
        var root = new RootCommand("Keeps a constant number of GPU workers running on Vast for a Hierophant. "
            + "Settings come from environment variables, from .env beside magister.toml, and from magister.toml, in this order of precedence.")
        {
            config,
            CommonOptions.NoEnvFile(),
        };
        root.SetAction((parsed, cancellation) => RunCommand.RunAsync(parsed.GetValue(config), cancellation));
        root.Add(RunCommand.Build(config));
        root.Add(CheckCommand.Build(config));
        root.Add(OffersCommand.Build(config));
        root.Add(PlanCommand.Build(config));
        root.Add(StatusCommand.Build(config));
        root.Add(InstanceCommand.Build(config));
        root.Add(EventsCommand.Build(config));
        root.Add(DrainCommand.Build(config));
        root.Add(DropCommand.Build(config));
        root.Add(ScaleCommand.Build(config));
        root.Add(ReloadCommand.Build(config));
        root.Add(PauseCommand.Build(config));
        root.Add(ResumeCommand.Build(config));
        root.Add(LogsCommand.Build(config));
        root.Add(CostsCommand.Build(config));
        root.Add(MachinesCommand.Build(config));
        root.Add(JournalCommand.Build(config));
        root.Add(TokenCommand.Build(config));
        root.Add(InitCommand.Build(config));
        root.Add(CompletionCommand.Build());
        root.Add(VersionAnswer.Command());
        root.Add(HelpCommand.Build(root));
        TeachingHelp.Teach(root);
        VersionAnswer.Teach(root);
        return root;
    }

    private static int Report(ParseResult parsed)
    {
        // The library knows similar commands, but names them only in its own report.
        var (errors, guesses) = (new StringWriter(), new StringWriter());
        if (parsed.Action is ParseErrorAction action) action.ShowHelp = false;
        parsed.Invoke(new InvocationConfiguration { Output = guesses, Error = errors });
        var typed = parsed.UnmatchedTokens is [var first, ..] ? first : "";
        string[] likely = [.. LinesOf(guesses).Where(line => !line.EndsWith('?') && IsLikelyMeant(line, typed))];
        foreach (var error in LinesOf(errors)) Console.Error.WriteLine($"magister: {PlainText.Clean(error)}");
        if (likely.Length > 0) Console.Error.WriteLine($"magister: did you mean {string.Join(" or ", likely)}?");
        Console.Error.WriteLine($"Try: magister {NamesOf(parsed.CommandResult)}--help");
        return ExitCode.Configuration;
    }

    // The names of a command and its parents, without the root.
    private static string NamesOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NamesOf(parent)}{command.Command.Name} " : "";

    private static string[] LinesOf(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // A destructive command is suggested only if one letter is wrong, or letters are out of order.
    private static bool IsLikelyMeant(string command, string typed) =>
        Spelling.Distance(command, typed) <= (Destroying.Contains(command) ? 1 : typed.Length / 2) || command.Order().SequenceEqual(typed.Order());
}
