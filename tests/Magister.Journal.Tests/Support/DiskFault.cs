namespace Magister.Journal.Tests.Support;

internal enum DiskOperation
{
    Lock,
    Open,
    Create,
    Read,
    Write,
    Truncate,
    Flush,
    Rename,
    Delete,
    FlushDirectory,
}

/// <summary>One call of the journal to its disk, numbered from 1.</summary>
internal sealed record DiskStep(int Number, DiskOperation Operation, string Name);

internal enum FaultKind
{
    None,

    /// <summary>The call ends in an <see cref="IOException"/>.</summary>
    Fail,

    /// <summary>The process dies in the call: a <see cref="KilledException"/>, now and at every later call of the same process.</summary>
    Kill,
}

/// <summary>What goes wrong with a call.</summary>
/// <param name="Portion">
/// How much of it still takes place, 0 to 1. Of a call other than a write or a flush, nothing does, unless it is killed at 1.
/// </param>
internal sealed record DiskFault(FaultKind Kind, double Portion)
{
    public static readonly DiskFault None = new(FaultKind.None, 1);

    public static DiskFault Fail(double portion = 0) => new(FaultKind.Fail, portion);

    public static DiskFault Kill(double portion) => new(FaultKind.Kill, portion);
}

/// <summary>
/// Stands for kill -9. Not an <see cref="IOException"/>: nothing may handle it, and nothing done while it passes has an effect.
/// </summary>
internal sealed class KilledException : Exception;
