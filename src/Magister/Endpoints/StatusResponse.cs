using System.Text.Json.Serialization;
using Magister.Configuration;
using Magister.Fleet.Market;

namespace Magister.Endpoints;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(SteeringStatus))]
[JsonSerializable(typeof(ScaleRequest))]
[JsonSerializable(typeof(ConfirmationWanted))]
internal sealed partial class StatusJson : JsonSerializerContext
{
    public static StatusJson Readable => field ??= new(ReadableJson.Create(Default));
}

/// <summary>
/// The answer to <c>GET /status</c>: everything at a glance. Times are in UTC, money is in USD. Commands read it too; what a daemon of another
/// version leaves out is null, zero or empty.
/// </summary>
/// <param name="Fleet">The fleet's name.</param>
/// <param name="Address">Where instances and Hierophant reach this Magister.</param>
/// <param name="AccountId">The account at Vast; null until known.</param>
/// <param name="StartedAt">When this run began.</param>
/// <param name="RentType">How instances are rented from now on: <c>on-demand</c> or <c>interruptible</c>.</param>
/// <param name="Healthy">Whether at least as many instances work as are wanted, and nothing is wrong.</param>
/// <param name="NotReadyReason">Why Magister cannot do its work; null if it can.</param>
/// <param name="JournalFailure">Why the journal cannot be written; null if it can.</param>
/// <param name="LastLookAgeSeconds">How long ago the last complete list from Vast came; null before the first.</param>
/// <param name="StaleLook">A warning that it is more than three polling intervals old; null if it is not.</param>
/// <param name="HierophantLookAgeSeconds">The age of Hierophant's own list as last read; null if none was read.</param>
/// <param name="HierophantTrouble">Why its last list is not evidence; null if it is, or is not read.</param>
/// <param name="RentsHeldBack">Why nothing is rented although instances are missing; null if nothing holds renting back.</param>
/// <param name="Holds">Every reason of that kind, the most serious first, with what lifts it.</param>
/// <param name="FewOffers">Set if the last search found fewer offers than are needed.</param>
/// <param name="Leadership">Who leads a fleet that several Magisters share; null for one that is not shared.</param>
/// <param name="Alive">Instances that are not about to be dropped.</param>
/// <param name="Verified">Those of them that are verified.</param>
/// <param name="Working">Those of them that work: verified and present, and neither their watch nor Hierophant reports a problem.</param>
/// <param name="Occupied">What counts against the number: every instance, and every rent without an answer.</param>
/// <param name="CostPerHour">The sum over every instance, including those about to be destroyed.</param>
/// <param name="CostToday">What was spent since <paramref name="CostTodaySince"/>, midnight, from the journal.</param>
/// <param name="CostMonth">The same since the first of the month.</param>
/// <param name="CostMonthForecast">The same by the end of the month if the fleet stays as it is.</param>
/// <param name="CostMonthNeverWorked">The part of <paramref name="CostMonth"/> for instances that ended and never worked.</param>
/// <param name="Credit">The account's credit, less what the fleet has cost since Vast reported it; null until known.</param>
/// <param name="CreditHours">How many hours it will last; null if unknown, or if nothing is spent.</param>
internal sealed record StatusResponse(
    string Version,
    string Fleet,
    string Address,
    long? AccountId,
    [property: JsonRequired] DateTimeOffset Now,
    DateTimeOffset StartedAt,
    [property: JsonRequired] SteeringStatus Steering,
    string RentType,
    bool Healthy,
    string? NotReadyReason,
    string? JournalFailure,
    double? LastLookAgeSeconds,
    string? StaleLook,
    double? HierophantLookAgeSeconds,
    string? HierophantTrouble,
    string? RentsHeldBack,
    HoldStatus[] Holds,
    FewOffersStatus? FewOffers,
    LeadershipStatus? Leadership,
    int Alive,
    int Verified,
    int Working,
    int Occupied,
    double CostPerHour,
    double CostToday,
    DateTimeOffset CostTodaySince,
    double CostMonth,
    double CostMonthForecast,
    double CostMonthNeverWorked,
    double? Credit,
    double? CreditHours,
    InstanceStatusRow[] Instances,
    RentStatusRow[] Rents,
    MachineStatusRow[] Machines)
{
    public HoldStatus[] Holds { get; init; } = Holds ?? [];

    public InstanceStatusRow[] Instances { get; init; } = Instances ?? [];

    public RentStatusRow[] Rents { get; init; } = Rents ?? [];

    public MachineStatusRow[] Machines { get; init; } = Machines ?? [];
}

/// <summary>One reason why nothing is rented.</summary>
/// <param name="LiftedBy">What ends it.</param>
/// <param name="Until">When that is due or tried again; null if no time is known.</param>
internal sealed record HoldStatus(string Reason, string LiftedBy, DateTimeOffset? Until);

/// <summary>A search that found too few offers.</summary>
/// <param name="Usable">How many of its offers can be rented, budgets aside.</param>
/// <param name="Needed">How many were needed.</param>
internal sealed record FewOffersStatus(int Usable, int Needed);

/// <summary>Who leads a shared fleet.</summary>
/// <param name="Leads">Whether this Magister does.</param>
/// <param name="Name">This Magister's name among the others.</param>
/// <param name="Leader">The leader; null while there is none.</param>
/// <param name="Since">Since when it leads.</param>
/// <param name="Lead">The number of this lead, counted since the fleet began.</param>
/// <param name="AgeSeconds">How long ago the database was last read; null before that.</param>
/// <param name="Followers">The others that were seen within the last <c>leader_lease_secs</c> and do not lead.</param>
internal sealed record LeadershipStatus(bool Leads, string Name, string? Leader, DateTimeOffset? Since, long Lead, double? AgeSeconds, [property: JsonRequired] FollowerStatus[] Followers);

/// <summary>A Magister that follows.</summary>
/// <param name="Behind">How many facts it lacked when it last reported; it reports every few seconds.</param>
internal sealed record FollowerStatus(string Name, string Address, long Behind);

/// <summary>The mode and number that operators set.</summary>
/// <param name="Mode"><c>running</c>, <c>paused</c> or <c>draining</c>.</param>
/// <param name="Since">Since when; null if no operator has set anything.</param>
/// <param name="NumberInstances">How many to keep.</param>
/// <param name="ConfiguredNumberInstances">The configuration's number.</param>
/// <param name="ScaledAt">When an operator overrode the configuration's number; null if none did.</param>
/// <param name="By">Who set that mode, by the name of their token; null if unknown.</param>
/// <param name="ScaledBy">Who set the number, by the name of their token; null if unknown.</param>
internal sealed record SteeringStatus(
    [property: JsonRequired] string Mode, DateTimeOffset? Since, int NumberInstances, int ConfiguredNumberInstances, DateTimeOffset? ScaledAt, string? By, string? ScaledBy);

/// <summary>One instance.</summary>
/// <param name="State">One of <see cref="InstanceState"/>; instead of verified, the state that its watch reports.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="VerifyBy">The deadline for its verification; null if it counted as verified from the start.</param>
/// <param name="BootSecs">Seconds from its rent until it was verified; null before that, or if unknown.</param>
/// <param name="Status">Its status according to Vast.</param>
/// <param name="Reason">Why it is dropped, destroyed or in trouble.</param>
/// <param name="Interruptible">Whether Vast stops it if somebody bids more for its machine.</param>
/// <param name="ContractEndsAt">When Vast stops it; null if unknown.</param>
/// <param name="PriceIncrease">The higher price that its host has announced from then on; null if none is pending.</param>
/// <param name="Reliability">Vast's figure for its machine when it was rented, 0 to 1.</param>
/// <param name="Work">The state that its watch reports: <c>booting</c>, <c>starting</c>, <c>working</c>, <c>waiting</c>, <c>down</c>, <c>silent</c>, or <c>unwatched</c> if none has ever reported.</param>
/// <param name="Restarts">How often its watch restarted its Contemplant.</param>
/// <param name="LastWords">The last relevant line of its Contemplant's output when it was last down.</param>
/// <param name="Hierophant">Null if its list lacks this instance or is not read.</param>
internal sealed record InstanceStatusRow(
    long InstanceId,
    long OfferId,
    string State,
    DateTimeOffset Since,
    DateTimeOffset StartedAt,
    DateTimeOffset? VerifyBy,
    DateTimeOffset? VerifiedAt,
    double? BootSecs,
    string? Status,
    string? StatusMessage,
    string? Reason,
    int DestroyAttempts,
    string? DestroyFailure,
    string? Gpu,
    long? NumGpus,
    string? Location,
    long? HostId,
    long? MachineId,
    double? CostPerHour,
    bool Interruptible,
    DateTimeOffset? ContractEndsAt,
    PriceIncrease? PriceIncrease,
    double? Reliability,
    string Work,
    int Restarts,
    string? LastWords,
    HierophantStatus? Hierophant);

/// <summary>What Hierophant's own list says about an instance's Contemplant.</summary>
/// <param name="Busy">Whether it works on a proof.</param>
/// <param name="Strikes">How often it has failed.</param>
/// <param name="Proofs">How many proofs it has completed since it registered.</param>
/// <param name="MeanProofMinutes">The mean time of a proof; null before the first.</param>
internal sealed record HierophantStatus(bool Busy, long Strikes, long Proofs, double? MeanProofMinutes);

/// <summary>One rent without an answer.</summary>
/// <param name="State"><c>renting</c>, or <c>uncertain</c> if no answer will come: it may have become an instance.</param>
internal sealed record RentStatusRow(
    long OfferId, string State, DateTimeOffset Since, string? Reason, string? Gpu, long? NumGpus, string? Location, long? HostId, long? MachineId,
    double? CostPerHour, double? Reliability);

/// <summary>One machine that is cooling down.</summary>
/// <param name="Strikes">How many of its instances were dropped or failed, one after another.</param>
internal sealed record MachineStatusRow(long MachineId, int Strikes, DateTimeOffset LastStrikeAt, DateTimeOffset CoolingUntil, string Reason);

/// <summary>The body of <c>POST /scale</c>.</summary>
/// <param name="NumberInstances">1 to 100,000.</param>
/// <param name="Confirm">Confirms the change.</param>
internal sealed record ScaleRequest(int? NumberInstances, bool Confirm = false);

/// <summary>The answer to a large change without confirmation: nothing has changed.</summary>
/// <param name="Question">What to ask for confirmation.</param>
/// <param name="CostPerHour">USD an hour for the whole fleet after the change.</param>
internal sealed record ConfirmationWanted(string Title, int Status, string Detail, string Question, double CostPerHour);
