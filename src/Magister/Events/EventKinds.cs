using System.Collections.Immutable;
using System.Text.Json;
using Magister.Fleet.Facts;

namespace Magister.Events;

/// <summary>The kinds of events: the names of the facts' records in snake case.</summary>
internal static class EventKinds
{
    /// <summary>
    /// Every kind that can happen. Compaction's own facts are not among them: they repeat earlier facts, and only in the journal.
    /// </summary>
    public static readonly ImmutableSortedSet<string> All = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        Name(nameof(Started)),
        Name(nameof(RentIntended)),
        Name(nameof(RentAccepted)),
        Name(nameof(RentRefused)),
        Name(nameof(RentUncertain)),
        Name(nameof(RentNeverHappened)),
        Name(nameof(Verified)),
        Name(nameof(DropRequested)),
        Name(nameof(Adopted)),
        Name(nameof(DestroyIntended)),
        Name(nameof(DestroyFailed)),
        Name(nameof(Destroyed)),
        Name(nameof(SeenMissing)),
        Name(nameof(SeenAgain)),
        Name(nameof(ConfirmedGone)),
        Name(nameof(StatusChanged)),
        Name(nameof(ContractSeen)),
        Name(nameof(PriceIncreaseSeen)),
        Name(nameof(Released)),
        Name(nameof(SeenLabelled)),
        Name(nameof(SeenUnlabelled)),
        Name(nameof(LabelFailed)),
        Name(nameof(WorkReported)),
        Name(nameof(WentSilent)),
        Name(nameof(AbsentFromHierophant)),
        Name(nameof(BackAtHierophant)),
        Name(nameof(ProofsCounted)),
        Name(nameof(BreakerOpened)),
        Name(nameof(AccountChecked)),
        Name(nameof(BillRead)),
        Name(nameof(DrainBudgetsSet)),
        Name(nameof(Paused)),
        Name(nameof(DrainBegun)),
        Name(nameof(Resumed)),
        Name(nameof(Scaled)),
        Name(nameof(ConfigurationReloaded)),
        Name(nameof(MachineJudged)));

    public static string Find(Fact fact) => Name(fact.GetType().Name);

    private static string Name(string record) => JsonNamingPolicy.SnakeCaseLower.ConvertName(record);
}
