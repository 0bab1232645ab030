namespace Magister.Simulator.Callers;

/// <summary>How a Contemplant is, as its instance's watch sees it.</summary>
public enum ContemplantState
{
    /// <summary>Its process is there and has not registered yet.</summary>
    Starting,

    /// <summary>Its process lives, and the Hierophant has it.</summary>
    Working,

    /// <summary>Its process lives and was verified, and the Hierophant does not have it.</summary>
    Waiting,

    /// <summary>It has no process.</summary>
    Down,
}
