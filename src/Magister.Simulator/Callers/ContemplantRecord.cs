namespace Magister.Simulator.Callers;

/// <summary>The true state of the Contemplant in a running instance, whether or not anyone knows it.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="State">Its state.</param>
/// <param name="WorksSince">Since when its process has lived and been connected to the Hierophant without a break; null if it is not.</param>
/// <param name="IsWatched">Whether a watch restarts it and reports.</param>
/// <param name="IsSilent">Whether its watch hangs.</param>
/// <param name="CutUntil">Until when it cannot reach Magister; in the past if it can.</param>
/// <param name="Restarts">How often its watch has restarted it.</param>
public sealed record ContemplantRecord(
    long InstanceId, ContemplantState State, DateTimeOffset? WorksSince, bool IsWatched, bool IsSilent, DateTimeOffset CutUntil, int Restarts);
