namespace Magister.Fleet.Facts;

/// <summary>An operator barred, preferred or cleared a machine or a host, in addition to the configuration's lists.</summary>
/// <param name="Id">Its id at Vast.</param>
/// <param name="IsHost">The id is a host's: all its machines are meant.</param>
/// <param name="Reason">The reason; null if none was given.</param>
public sealed record MachineJudged(long Id, bool IsHost, Judgement Judgement, string? Reason, string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator's judgement, carried over by compaction.</summary>
public sealed record JudgementKept(MachineJudgement Judgement) : Fact;

/// <summary>An operator's opinion of a machine or a host.</summary>
public enum Judgement
{
    /// <summary>Neither.</summary>
    Cleared,

    /// <summary>It is never rented from.</summary>
    Barred,

    /// <summary>It is rented from first.</summary>
    Preferred,
}
