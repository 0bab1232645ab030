using System.CommandLine;
using Magister.Running;

namespace Magister.Cli.Completion;

/// <summary>Prints what a shell needs to complete commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Build()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish", HelpName = "shell" };
        shell.AcceptOneOf(CompletionScripts.Shells);
        var command = new TaughtCommand("completion", "Prints a script for completion of commands and options in a shell.")
        {
            IsConfigured = false,
            Examples =
            [
                "source <(magister completion bash)",
                "magister completion zsh > ~/.zfunc/_magister",
                "magister completion fish > ~/.config/fish/completions/magister.fish",
            ],
            Arguments = { shell },
        };
        command.SetAction(parsed =>
        {
            Console.Out.Write(CompletionScripts.Write(parsed.GetValue(shell)!));
            return ExitCode.EndedAsAsked;
        });
        return command;
    }
}
