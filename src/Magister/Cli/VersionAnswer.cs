using System.CommandLine;
using System.CommandLine.Invocation;
using Magister.Running;

namespace Magister.Cli;

/// <summary><c>--version</c> and <c>magister version</c>: version, commit and build date on one line.</summary>
internal sealed class VersionAnswer : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the library's own.</summary>
    public static void Teach(RootCommand root)
    {
        foreach (var version in root.Options.OfType<VersionOption>()) version.Action = new VersionAnswer();
    }

    /// <summary>The same as a command.</summary>
    public static Command Command()
    {
        var command = new TaughtCommand("version", "Shows version, commit and build date, as --version does.") { IsConfigured = false, Examples = ["magister version"] };
        command.SetAction(Print);
        return command;
    }

    public override int Invoke(ParseResult parseResult) => Print(parseResult);

    private static int Print(ParseResult parsed)
    {
        parsed.InvocationConfiguration.Output.WriteLine($"magister {BuildVersion.Text}");
        return ExitCode.EndedAsAsked;
    }
}
