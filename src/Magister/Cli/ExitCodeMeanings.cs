using System.Collections.Immutable;
using Magister.Running;

namespace Magister.Cli;

/// <summary>What each exit code means, in the words of help and of <c>docs/cli.md</c>.</summary>
internal static class ExitCodeMeanings
{
    public static readonly ImmutableArray<(int Code, string Meaning)> All =
    [
        (ExitCode.EndedAsAsked, "done, or ended as asked"),
        (ExitCode.Defect, "a defect in Magister"),
        (ExitCode.Configuration, "the configuration, or what was typed, cannot be used"),
        (ExitCode.KeyRefused, "Vast does not accept the API key"),
        (ExitCode.NothingToRent, "nothing can be rented"),
        (ExitCode.PortTaken, "another program has the port"),
        (ExitCode.StateUnusable, "the state directory is locked or unusable, or its journal is damaged or missing"),
        (ExitCode.DaemonNotReachable, "no daemon answers at the address that was tried"),
        (ExitCode.DaemonRefused, "the daemon said no; the line says why"),
        (ExitCode.NotConfirmed, "asked, and the answer was not yes; nothing was changed"),
        (ExitCode.VastNotReachable, "Vast gave no answer that can be used"),
        (ExitCode.Interrupted, "interrupted by Ctrl-C"),
    ];

    public static bool IsEverybodys(int code) =>
        code is ExitCode.EndedAsAsked or ExitCode.Defect or ExitCode.Configuration or ExitCode.Interrupted;
}
