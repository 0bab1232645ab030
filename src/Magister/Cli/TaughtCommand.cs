using System.Collections.Immutable;
using System.CommandLine;

namespace Magister.Cli;

/// <summary>A command whose help ends with examples and the meaning of its exit codes.</summary>
internal sealed class TaughtCommand(string name, string description) : Command(name, description)
{
    /// <summary>Whether it reads settings, and so the variables of <c>.env</c>.</summary>
    public bool IsConfigured { get; init; } = true;

    /// <summary>Examples of how to call it.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>The exit codes that are specific to the command; 0, 1, 2 and 130 are common to all.</summary>
    public ImmutableArray<int> ExitCodes { get; init; } = [];
}
