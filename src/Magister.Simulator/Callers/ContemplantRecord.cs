namespace Magister.Simulator.Callers;

/// <summary>What is true of the Contemplant in a running instance, known to anyone or not.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="State">How it is.</param>
/// <param name="WorksSince">Since when its process lives and the Hierophant has it, without a break; null if that is not so.</param>
/// <param name="IsWatched">Whether a watch restarts it and reports.</param>
/// <param name="IsSilent">Whether it had a watch that hangs.</param>
/// <param name="CutUntil">Until when it does not reach Magister; in the past where it does.</param>
/// <param name="Restarts">How often its watch started it again.</param>
public sealed record ContemplantRecord(
    long InstanceId, ContemplantState State, DateTimeOffset? WorksSince, bool IsWatched, bool IsSilent, DateTimeOffset CutUntil, int Restarts);
