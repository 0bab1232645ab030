using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Endpoints;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(SteeringStatus))]
[JsonSerializable(typeof(ScaleRequest))]
[JsonSerializable(typeof(ConfirmationWanted))]
internal sealed partial class StatusJson : JsonSerializerContext
{
    public static StatusJson Readable => field ??= new(ReadableJson.Of(Default));
}

/// <summary>The answer to <c>GET /status</c>: everything an operator wants to see at a glance. Times are UTC, money is USD.</summary>
/// <param name="Fleet">The fleet's name.</param>
/// <param name="Address">Where instances and Hierophant reach this Magister.</param>
/// <param name="AccountId">The account at Vast; null until Vast told.</param>
/// <param name="StartedAt">When this run began.</param>
/// <param name="RentType">How instances are rented from now on: <c>on-demand</c> or <c>interruptible</c>.</param>
/// <param name="Healthy">At least as many instances work as are wanted, and nothing is wrong.</param>
/// <param name="NotReadyReason">Why Magister cannot do its work now; null when it can.</param>
/// <param name="JournalFailure">Why facts cannot be written now; null when they can.</param>
/// <param name="LastLookAgeSeconds">How long ago the last complete list from Vast came; null before the first.</param>
/// <param name="StaleLook">That it is more than three polling intervals old, in words; null where it is not.</param>
/// <param name="HierophantLookAgeSeconds">How long ago Hierophant's own list was asked for that was read last; null where none was.</param>
/// <param name="HierophantTrouble">Why its last list says nothing of anybody; null when it does, or is not read.</param>
/// <param name="RentsHeldBack">Why nothing is rented although something is missing; null when nothing holds it back.</param>
/// <param name="FewOffers">The last search brought fewer offers than are needed; null where it did not, or no more are needed.</param>
/// <param name="Alive">Instances that are not about to be dropped.</param>
/// <param name="Verified">Those of them that somebody verified.</param>
/// <param name="Working">Those of them that work: verified, there, and neither their watch nor Hierophant says otherwise.</param>
/// <param name="Occupied">What counts against the number: every instance, and every rent without an answer.</param>
/// <param name="CostPerHour">Of every instance, those about to go included.</param>
/// <param name="CostToday">What was spent since <paramref name="CostTodaySince"/>, midnight, from the journal.</param>
/// <param name="CostMonth">The same since the first of the month.</param>
/// <param name="CostMonthForecast">The same by the end of the month if the fleet stays as it is.</param>
/// <param name="Credit">What the account has left, less what the fleet has cost since Vast told; null as long as it did not.</param>
/// <param name="CreditHours">How many hours that lasts; null where it is not known, or nothing is spent.</param>
internal sealed record StatusResponse(
    string Version,
    string Fleet,
    string Address,
    long? AccountId,
    DateTimeOffset Now,
    DateTimeOffset StartedAt,
    SteeringStatus Steering,
    string RentType,
    bool Healthy,
    string? NotReadyReason,
    string? JournalFailure,
    double? LastLookAgeSeconds,
    string? StaleLook,
    double? HierophantLookAgeSeconds,
    string? HierophantTrouble,
    string? RentsHeldBack,
    FewOffersStatus? FewOffers,
    int Alive,
    int Verified,
    int Working,
    int Occupied,
    double CostPerHour,
    double CostToday,
    DateTimeOffset CostTodaySince,
    double CostMonth,
    double CostMonthForecast,
    double? Credit,
    double? CreditHours,
    InstanceStatusRow[] Instances,
    RentStatusRow[] Rents,
    MachineStatusRow[] Machines);

/// <summary>A search that brought too little.</summary>
/// <param name="Usable">How many of its offers may be rented.</param>
/// <param name="Needed">How many were needed.</param>
internal sealed record FewOffersStatus(int Usable, int Needed);

/// <summary>What an operator told Magister.</summary>
/// <param name="Mode"><c>running</c>, <c>paused</c> or <c>draining</c>.</param>
/// <param name="Since">Since when; null as long as nobody said anything.</param>
/// <param name="NumberInstances">How many are wanted.</param>
/// <param name="ConfiguredNumberInstances">What the configuration says.</param>
/// <param name="ScaledAt">When an operator put another number in place of the configuration's; null when nobody did.</param>
/// <param name="By">Who told that mode, by the name of their token; null where that is not known.</param>
/// <param name="ScaledBy">The same of the number.</param>
internal sealed record SteeringStatus(
    string Mode, DateTimeOffset? Since, int NumberInstances, int ConfiguredNumberInstances, DateTimeOffset? ScaledAt, string? By, string? ScaledBy);

/// <summary>One instance.</summary>
/// <param name="State">One of <see cref="InstanceState"/>; what its watch tells, in place of verified.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="VerifyBy">When somebody must have verified it; null when it counts as verified from the start.</param>
/// <param name="BootSecs">From its rent until it was verified; null before, and where it was not seen to boot.</param>
/// <param name="Status">Vast's word for it.</param>
/// <param name="Reason">Why it is dropped, destroyed or in trouble.</param>
/// <param name="Interruptible">Vast stops it when somebody bids more for its machine.</param>
/// <param name="Reliability">Vast's figure for its machine when it was rented, 0 to 1.</param>
/// <param name="Work">What its watch tells: <c>booting</c>, <c>starting</c>, <c>working</c>, <c>waiting</c>, <c>down</c>, <c>silent</c>, or <c>unwatched</c> where none was ever heard.</param>
/// <param name="Restarts">How often its watch started its Contemplant again.</param>
/// <param name="LastWords">The last telling line of its Contemplant's output, from when it was last down.</param>
/// <param name="Hierophant">Null where its list lacks this instance, or is not read.</param>
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
    double? Reliability,
    string Work,
    int Restarts,
    string? LastWords,
    HierophantStatus? Hierophant);

/// <summary>What Hierophant's own list says of an instance's Contemplant.</summary>
/// <param name="Busy">It works on a proof.</param>
/// <param name="Strikes">How often it has failed.</param>
/// <param name="Proofs">How many proofs it has completed since it registered.</param>
/// <param name="MeanProofMinutes">How long one took; null before the first.</param>
internal sealed record HierophantStatus(bool Busy, long Strikes, long Proofs, double? MeanProofMinutes);

/// <summary>One rent without an answer.</summary>
/// <param name="State"><c>renting</c>, or <c>uncertain</c> when no answer will come: it may have become an instance.</param>
internal sealed record RentStatusRow(
    long OfferId, string State, DateTimeOffset Since, string? Reason, string? Gpu, long? NumGpus, string? Location, long? HostId, long? MachineId,
    double? CostPerHour, double? Reliability);

/// <summary>One machine that is not rented for now.</summary>
/// <param name="Strikes">How many of its instances were dropped or failed, one after another.</param>
internal sealed record MachineStatusRow(long MachineId, int Strikes, DateTimeOffset LastStrikeAt, DateTimeOffset CoolingUntil, string Reason);

/// <summary>The body of <c>POST /scale</c>.</summary>
/// <param name="NumberInstances">1 to 100,000.</param>
/// <param name="Confirm">What it means is known: nothing is asked.</param>
internal sealed record ScaleRequest(int? NumberInstances, bool Confirm = false);

/// <summary>The problem of a wish that is not small: nothing has changed.</summary>
/// <param name="Question">What to ask the person who wants it.</param>
/// <param name="CostPerHour">USD for the whole fleet, once it is so.</param>
internal sealed record ConfirmationWanted(string Title, int Status, string Detail, string Question, double CostPerHour);
