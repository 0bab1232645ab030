namespace Magister.Fleet.Facts;

/// <summary>An operator's word on a machine or a host, beside the configuration's lists.</summary>
/// <param name="Id">Vast's id of it.</param>
/// <param name="IsHost">A host is meant, with all its machines.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record MachineJudged(long Id, bool IsHost, Judgement Judgement, string? Reason, string? By = null) : Fact, IOperatorsWord;

/// <summary>An operator's word, carried over by compaction.</summary>
public sealed record JudgementKept(MachineJudgement Judgement) : Fact;

/// <summary>What an operator thinks of a machine or a host.</summary>
public enum Judgement
{
    /// <summary>Nothing any more.</summary>
    Cleared,

    /// <summary>It is never rented from.</summary>
    Barred,

    /// <summary>It is rented from first.</summary>
    Preferred,
}
