using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>
/// Every kind of fact, by its name in the file: the name of its record. A new fact is added here and to <see cref="LineJson"/>; a test
/// fails until it is. A name that a release has written stays forever.
/// </summary>
internal static class FactKinds
{
    public static readonly ImmutableArray<JsonDerivedType> All =
    [
        Kind<Started>(),
        Kind<RentIntended>(),
        Kind<RentAccepted>(),
        Kind<RentRefused>(),
        Kind<RentUncertain>(),
        Kind<RentNeverHappened>(),
        Kind<Verified>(),
        Kind<DropRequested>(),
        Kind<Adopted>(),
        Kind<DestroyIntended>(),
        Kind<DestroyFailed>(),
        Kind<Destroyed>(),
        Kind<SeenMissing>(),
        Kind<SeenAgain>(),
        Kind<ConfirmedGone>(),
        Kind<StatusChanged>(),
        Kind<ContractSeen>(),
        Kind<PriceIncreaseSeen>(),
        Kind<Released>(),
        Kind<SeenLabelled>(),
        Kind<SeenUnlabelled>(),
        Kind<LabelFailed>(),
        Kind<WorkReported>(),
        Kind<WentSilent>(),
        Kind<AbsentFromHierophant>(),
        Kind<BackAtHierophant>(),
        Kind<ProofsCounted>(),
        Kind<BreakerOpened>(),
        Kind<AccountChecked>(),
        Kind<Paused>(),
        Kind<DrainBegun>(),
        Kind<Resumed>(),
        Kind<Scaled>(),
        Kind<ConfigurationReloaded>(),
        Kind<LeaseKept>(),
        Kind<RentKept>(),
        Kind<EndedKept>(),
        Kind<MachineKept>(),
        Kind<MachineHistoriesKept>(),
        Kind<MachineJudged>(),
        Kind<JudgementKept>(),
        Kind<EarlyVerifyKept>(),
        Kind<EarlyDropKept>(),
        Kind<BeginningKept>(),
        Kind<AccountKept>(),
        Kind<SteeringKept>(),
        Kind<FailedRentsKept>(),
        Kind<BillRead>(),
        Kind<CostKept>(),
        Kind<BillKept>(),
        Kind<DrainBudgetsSet>(),
        Kind<DrainBudgetsKept>(),
    ];

    public static bool Has(string? name) =>
        All.Any(kind => string.Equals(kind.TypeDiscriminator as string, name, StringComparison.Ordinal));

    private static JsonDerivedType Kind<T>()
        where T : Fact => new(typeof(T), typeof(T).Name);
}
