using System.Collections.Immutable;
using Magister.Torture.Journal;
using Magister.Torture.Market;

namespace Magister.Torture.Verdicts;

/// <summary>Everything that is judged: the market's records, the journal, and what was done to both.</summary>
internal sealed record Evidence
{
    public required MarketState Market { get; init; }

    public required ImmutableArray<Life> Lives { get; init; }

    public required ImmutableArray<JournalFact> Facts { get; init; }

    /// <summary>What Magister knows at the end; null if it does not answer.</summary>
    public required ImmutableDictionary<long, bool>? Known { get; init; }

    public ImmutableArray<AnsweredDrop> Drops { get; init; } = [];

    public ImmutableArray<Relabelling> Relabellings { get; init; } = [];

    public static async Task<Evidence> GatherAsync(Trial trial, Programs.MagisterRun magister, IEnumerable<JournalFact>? facts = null) => new()
    {
        Known = await magister.KnownAsync(),
        Market = await trial.Vast.HistoryAsync(),
        Lives = trial.Lives,
        Facts = [.. facts ?? trial.ReadJournal()],
    };

    public IEnumerable<Violation> Judge() =>
    [
        .. TooMany.Find(this), .. Lost.Find(this), .. ForeignTouched.Find(this), .. ForgottenDrops.Find(this), .. ForgottenVerifies.Find(this),
    ];

    /// <summary>The facts about one instance, in order.</summary>
    public IEnumerable<JournalFact> About(long instanceId) => Facts.Where(fact => fact.InstanceId == instanceId);

    public Relabelling? RelabellingOf(long instanceId) => Relabellings.FirstOrDefault(relabelling => relabelling.InstanceId == instanceId);
}

/// <summary>A drop that was answered with 200.</summary>
/// <param name="InstanceId">The instance that the answer names; null if its rent had no answer yet.</param>
internal sealed record AnsweredDrop(long OfferId, long? InstanceId, DateTimeOffset AnsweredAt);

/// <summary>An instance that somebody took away from Magister by giving it another label.</summary>
internal sealed record Relabelling(long InstanceId, DateTimeOffset At, string Label);
