using System.CommandLine;

namespace Magister.Cli;

/// <summary>The help of a command, for users who type <c>help</c> before its name.</summary>
internal static class HelpCommand
{
    /// <param name="root">The root, with every other command.</param>
    public static Command Build(RootCommand root)
    {
        var about = new Argument<string?>("command") { Description = "The command to explain; all are listed without it", HelpName = "command", Arity = ArgumentArity.ZeroOrOne };
        about.AcceptOneOf([.. root.Subcommands.Select(command => command.Name)]);
        var command = new TaughtCommand("help", "Lists the commands, or explains one of them, as --help does.")
        {
            IsConfigured = false,
            Examples = ["magister help", "magister help drain"],
            Arguments = { about },
        };
        command.SetAction(parsed => root.Parse(parsed.GetValue(about) is { } name ? [name, "--help"] : ["--help"]).Invoke());
        return command;
    }
}
