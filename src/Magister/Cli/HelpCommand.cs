using System.CommandLine;

namespace Magister.Cli;

/// <summary>The help of a command, for those who type the word before it.</summary>
internal static class HelpCommand
{
    /// <param name="root">With every other command there is.</param>
    public static Command Build(RootCommand root)
    {
        var about = new Argument<string?>("command") { Description = "The command to explain; without it, what there is", Arity = ArgumentArity.ZeroOrOne };
        about.AcceptOnlyFromAmong([.. root.Subcommands.Select(command => command.Name)]);
        var command = new TaughtCommand("help", "Shows what there is, or explains one command, as --help does.")
        {
            IsConfigured = false,
            Examples = ["magister help", "magister help drain"],
            Arguments = { about },
        };
        command.SetAction(parsed => root.Parse(parsed.GetValue(about) is { } name ? [name, "--help"] : ["--help"]).Invoke());
        return command;
    }
}
