namespace Magister.Running;

/// <summary>The exit codes of the program. The numbers are a promise; <c>docs/cli.md</c> lists them.</summary>
internal static class ExitCode
{
    public const int EndedAsAsked = 0;
    public const int Defect = 1;

    /// <summary>The configuration or the command line is invalid.</summary>
    public const int Configuration = 2;

    public const int KeyRefused = 3;
    public const int NothingToRent = 4;
    public const int PortTaken = 5;

    /// <summary>The state directory is locked or cannot be read or written, or its journal is damaged, or missing although required.</summary>
    public const int StateUnusable = 6;

    /// <summary>No daemon answers at the address that was tried.</summary>
    public const int DaemonNotReachable = 7;

    /// <summary>The daemon refused.</summary>
    public const int DaemonRefused = 8;

    /// <summary>The user did not confirm; nothing was changed.</summary>
    public const int NotConfirmed = 9;

    /// <summary>Vast gave no usable answer.</summary>
    public const int VastNotReachable = 10;

    /// <summary>Ctrl-C, as in shells.</summary>
    public const int Interrupted = 130;
}
