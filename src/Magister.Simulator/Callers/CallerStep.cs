namespace Magister.Simulator.Callers;

/// <summary>What a Contemplant, its watch or the Hierophant does next.</summary>
internal enum CallerStep
{
    /// <summary>The watch starts another process.</summary>
    Restart,

    /// <summary>The process registers with the Hierophant and verifies.</summary>
    Connect,

    /// <summary>It verifies once more.</summary>
    VerifyAgain,

    /// <summary>The Hierophant ends the connection of a version that it does not accept.</summary>
    TurnAway,

    /// <summary>The process ends by itself.</summary>
    Crash,

    /// <summary>The watch reports.</summary>
    Pulse,

    /// <summary>The watch hangs from now on.</summary>
    FallSilent,

    /// <summary>The instance cannot reach Magister for a while.</summary>
    CutOff,

    /// <summary>The Hierophant drops a Contemplant.</summary>
    Drop,

    /// <summary>The Hierophant is back.</summary>
    Return,
}

/// <summary>A step that is due.</summary>
/// <param name="Who">Null for a step of the Hierophant itself.</param>
/// <param name="Turn">The process or the pulse for which it was planned; it applies to no other.</param>
/// <param name="Reason">The reason for a drop.</param>
internal readonly record struct DueStep(Contemplant? Who, CallerStep Step, int Turn, string? Reason);
