using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Magister.Fleet.Facts;

namespace Magister.Journal.Lines;

/// <summary>
/// How facts are written, generated at build time so that trimming leaves it intact. Strict: what it does not know is refused, since
/// anything skipped here would be lost for good with the next compaction. Use it through <see cref="LineTypes"/>, which adds the kinds.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcTimeConverter), typeof(MachineHistoryConverter)])]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(FactLine))]
[JsonSerializable(typeof(Started))]
[JsonSerializable(typeof(RentIntended))]
[JsonSerializable(typeof(RentAccepted))]
[JsonSerializable(typeof(RentRefused))]
[JsonSerializable(typeof(RentUncertain))]
[JsonSerializable(typeof(RentNeverHappened))]
[JsonSerializable(typeof(Verified))]
[JsonSerializable(typeof(DropRequested))]
[JsonSerializable(typeof(Adopted))]
[JsonSerializable(typeof(DestroyIntended))]
[JsonSerializable(typeof(DestroyFailed))]
[JsonSerializable(typeof(Destroyed))]
[JsonSerializable(typeof(SeenMissing))]
[JsonSerializable(typeof(SeenAgain))]
[JsonSerializable(typeof(ConfirmedGone))]
[JsonSerializable(typeof(StatusChanged))]
[JsonSerializable(typeof(ContractSeen))]
[JsonSerializable(typeof(PriceIncreaseSeen))]
[JsonSerializable(typeof(Released))]
[JsonSerializable(typeof(SeenLabelled))]
[JsonSerializable(typeof(SeenUnlabelled))]
[JsonSerializable(typeof(LabelFailed))]
[JsonSerializable(typeof(AccountChecked))]
[JsonSerializable(typeof(Paused))]
[JsonSerializable(typeof(DrainBegun))]
[JsonSerializable(typeof(Resumed))]
[JsonSerializable(typeof(Scaled))]
[JsonSerializable(typeof(ConfigurationReloaded))]
[JsonSerializable(typeof(LeaseKept))]
[JsonSerializable(typeof(RentKept))]
[JsonSerializable(typeof(EndedKept))]
[JsonSerializable(typeof(MachineKept))]
[JsonSerializable(typeof(MachineHistoriesKept))]
[JsonSerializable(typeof(MachineJudged))]
[JsonSerializable(typeof(JudgementKept))]
[JsonSerializable(typeof(ImmutableArray<decimal?>))]
[JsonSerializable(typeof(EarlyVerifyKept))]
[JsonSerializable(typeof(EarlyDropKept))]
[JsonSerializable(typeof(BeginningKept))]
[JsonSerializable(typeof(AccountKept))]
[JsonSerializable(typeof(SteeringKept))]
[JsonSerializable(typeof(WorkReported))]
[JsonSerializable(typeof(WentSilent))]
[JsonSerializable(typeof(AbsentFromHierophant))]
[JsonSerializable(typeof(BackAtHierophant))]
[JsonSerializable(typeof(ProofsCounted))]
[JsonSerializable(typeof(BreakerOpened))]
[JsonSerializable(typeof(FailedRentsKept))]
[JsonSerializable(typeof(BillRead))]
[JsonSerializable(typeof(CostKept))]
[JsonSerializable(typeof(BillKept))]
[JsonSerializable(typeof(DrainBudgetsSet))]
[JsonSerializable(typeof(DrainBudgetsKept))]
internal sealed partial class LineJson : JsonSerializerContext;
