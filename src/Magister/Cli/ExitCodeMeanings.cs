using System.Collections.Immutable;
using Magister.Running;

namespace Magister.Cli;

/// <summary>The meaning of each exit code, as in the help and in <c>docs/cli.md</c>.</summary>
internal static class ExitCodeMeanings
{
    public static readonly ImmutableArray<(int Code, string Meaning)> All =
    [
        (ExitCode.EndedAsAsked, "success, or ended as asked"),
        (ExitCode.Defect, "a defect in Magister"),
        (ExitCode.Configuration, "the configuration or the command line is invalid"),
        (ExitCode.KeyRefused, "Vast does not accept the API key"),
        (ExitCode.NothingToRent, "nothing can be rented"),
        (ExitCode.PortTaken, "the port is taken by another program"),
        (ExitCode.StateUnusable, "state or database in use or unusable; journal damaged or missing"),
        (ExitCode.DaemonNotReachable, "no daemon answers at the address that was tried"),
        (ExitCode.DaemonRefused, "the daemon refused; the message says why"),
        (ExitCode.NotConfirmed, "not confirmed; nothing was changed"),
        (ExitCode.VastNotReachable, "Vast gave no usable answer"),
        (ExitCode.Interrupted, "interrupted by Ctrl-C"),
    ];

    public static bool IsEverybodys(int code) =>
        code is ExitCode.EndedAsAsked or ExitCode.Defect or ExitCode.Configuration or ExitCode.Interrupted;
}
