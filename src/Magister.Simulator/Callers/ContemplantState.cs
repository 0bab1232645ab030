namespace Magister.Simulator.Callers;

/// <summary>The state of a Contemplant, as its instance's watch sees it.</summary>
public enum ContemplantState
{
    /// <summary>Its process lives and has not registered yet.</summary>
    Starting,

    /// <summary>Its process lives, and the Hierophant has it.</summary>
    Working,

    /// <summary>Its process lives and was verified, but the Hierophant does not have it.</summary>
    Waiting,

    /// <summary>It has no process.</summary>
    Down,
}
