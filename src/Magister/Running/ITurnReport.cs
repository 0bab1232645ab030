namespace Magister.Running;

/// <summary>Receives every turn of the loop: the source of log, events and metrics, and of a simulation's rules.</summary>
internal interface ITurnReport
{
    /// <summary>Reports a turn once its facts are on disk or could not be written, and before its calls are made. Called only by the loop.</summary>
    void Tell(Turn turn, RecordedEngine engine);

    /// <summary>Reports how long the loop took for a turn: taking the input, recording, deciding.</summary>
    void TookTurn(TimeSpan duration);
}
