using System.Collections.Immutable;
using System.CommandLine;

namespace Magister.Cli;

/// <summary>A command whose help ends with what one would type, and with what its exit codes mean.</summary>
internal sealed class TaughtCommand(string name, string description) : Command(name, description)
{
    /// <summary>It reads settings, and so the variables of <c>.env</c>.</summary>
    public bool IsConfigured { get; init; } = true;

    /// <summary>What one would type.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>The exit codes that are the command's own; 0, 1, 2 and 130 are everybody's.</summary>
    public ImmutableArray<int> ExitCodes { get; init; } = [];
}
