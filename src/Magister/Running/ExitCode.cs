namespace Magister.Running;

/// <summary>What the program's end tells the one who started it. The numbers are a promise; <c>docs/cli.md</c> lists them.</summary>
internal static class ExitCode
{
    public const int EndedAsAsked = 0;
    public const int Defect = 1;

    /// <summary>The configuration, or what was typed, cannot be used.</summary>
    public const int Configuration = 2;

    public const int KeyRefused = 3;
    public const int NothingToRent = 4;
    public const int PortTaken = 5;

    /// <summary>The state directory is locked, cannot be read or written, or its journal is damaged or missing where it is asked for.</summary>
    public const int StateUnusable = 6;

    /// <summary>No daemon answers at the address that was tried.</summary>
    public const int DaemonNotReachable = 7;

    /// <summary>The daemon answered no.</summary>
    public const int DaemonRefused = 8;

    /// <summary>The person asked did not say yes; nothing was changed.</summary>
    public const int NotConfirmed = 9;

    /// <summary>Vast gave no answer that can be used.</summary>
    public const int VastNotReachable = 10;

    /// <summary>Ctrl-C, as shells have it.</summary>
    public const int Interrupted = 130;
}
