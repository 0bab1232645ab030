namespace Magister.Simulator.Callers;

/// <summary>What a Contemplant, its watch or the Hierophant does next.</summary>
internal enum CallerStep
{
    /// <summary>The watch starts another process.</summary>
    Restart,

    /// <summary>The process registers at the Hierophant and verifies.</summary>
    Connect,

    /// <summary>It verifies once more.</summary>
    VerifyAgain,

    /// <summary>The Hierophant ends the connection of a version that it does not take.</summary>
    TurnAway,

    /// <summary>The process ends by itself.</summary>
    Crash,

    /// <summary>The watch reports.</summary>
    Pulse,

    /// <summary>The watch hangs from now on.</summary>
    FallSilent,

    /// <summary>The instance does not reach Magister for a while.</summary>
    CutOff,

    /// <summary>The Hierophant drops a Contemplant.</summary>
    Drop,

    /// <summary>The Hierophant is there again.</summary>
    Return,
}

/// <summary>A step that is due.</summary>
/// <param name="Who">Null if it is the Hierophant's own.</param>
/// <param name="Turn">The process, or the pulse, that it was planned for: it counts for no other.</param>
/// <param name="Reason">Why one is dropped.</param>
internal readonly record struct DueStep(Contemplant? Who, CallerStep Step, int Turn, string? Reason);
