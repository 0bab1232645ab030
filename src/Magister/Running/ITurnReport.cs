namespace Magister.Running;

/// <summary>Told of every turn of the loop: log, events and metrics are made of that, and the rules of a simulation.</summary>
internal interface ITurnReport
{
    /// <summary>Tells of a turn, once its facts are on disk or could not be written, and before its calls are made. Called by the loop alone.</summary>
    void Tell(Turn turn, RecordedEngine engine);

    /// <summary>Tells how long the loop took over a turn: taking what came in, writing it down, deciding.</summary>
    void TookTurn(TimeSpan duration);
}
