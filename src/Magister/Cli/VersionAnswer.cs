using System.CommandLine;
using System.CommandLine.Invocation;
using Magister.Running;

namespace Magister.Cli;

/// <summary><c>--version</c>: version, commit and build date on one line.</summary>
internal sealed class VersionAnswer : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the library's own.</summary>
    public static void Teach(RootCommand root)
    {
        foreach (var version in root.Options.OfType<VersionOption>()) version.Action = new VersionAnswer();
    }

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"magister {BuildVersion.Words}");
        return ExitCode.EndedAsAsked;
    }
}
