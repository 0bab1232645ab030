using System.Text.Json.Serialization;
using Magister.Configuration;

namespace Magister.Cli.Steering;

/// <summary>The parts that are read of the daemon's answers; missing ones are null or empty.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(SteeringAnswer))]
[JsonSerializable(typeof(CostsAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(ReloadedAnswer))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class SteeringJson : JsonSerializerContext
{
    public static SteeringJson Readable => field ??= new(ReadableJson.Of(Default));
}

/// <summary><c>GET /status</c>.</summary>
internal sealed record StatusAnswer
{
    public string? Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public required SteeringAnswer Steering { get; init; }

    public string? RentType { get; init; }

    public string? NotReadyReason { get; init; }

    public string? JournalFailure { get; init; }

    public string? StaleLook { get; init; }

    public string? HierophantTrouble { get; init; }

    public IReadOnlyList<StatusHold> Holds { get; init; } = [];

    public StatusLeadership? Leadership { get; init; }

    public StatusFewOffers? FewOffers { get; init; }

    public int Alive { get; init; }

    public int Verified { get; init; }

    public int Working { get; init; }

    public int Occupied { get; init; }

    public double? CostPerHour { get; init; }

    public double? CostToday { get; init; }

    public double? CostMonth { get; init; }

    public double? CostMonthForecast { get; init; }

    public double? CostMonthNeverWorked { get; init; }

    public double? Credit { get; init; }

    public double? CreditHours { get; init; }

    public IReadOnlyList<StatusInstance> Instances { get; init; } = [];

    public IReadOnlyList<StatusRent> Rents { get; init; } = [];

    public IReadOnlyList<StatusMachine> Machines { get; init; } = [];
}

/// <summary>How the daemon is steered.</summary>
internal sealed record SteeringAnswer
{
    public string? Mode { get; init; }

    public DateTimeOffset? Since { get; init; }

    public int NumberInstances { get; init; }

    public int? ConfiguredNumberInstances { get; init; }

    public DateTimeOffset? ScaledAt { get; init; }

    public string? By { get; init; }
}

internal sealed record StatusFewOffers(int Usable, int Needed);

/// <summary>One reason why nothing is rented.</summary>
internal sealed record StatusHold(string Reason, string LiftedBy, DateTimeOffset? Until);

internal sealed record StatusInstance
{
    public required long InstanceId { get; init; }

    public long? OfferId { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? VerifyBy { get; init; }

    public string? Reason { get; init; }

    public int DestroyAttempts { get; init; }

    public string? DestroyFailure { get; init; }

    public StatusWorker? Hierophant { get; init; }

    public bool Interruptible { get; init; }

    public string? Gpu { get; init; }

    public long? NumGpus { get; init; }

    public string? Location { get; init; }

    public long? HostId { get; init; }

    public long? MachineId { get; init; }

    public double? CostPerHour { get; init; }

    public DateTimeOffset? ContractEndsAt { get; init; }

    public StatusPriceIncrease? PriceIncrease { get; init; }
}

/// <summary>The higher price that a host asks for after the contract's end.</summary>
/// <param name="GpuPerHour">USD for the GPUs; null if something else becomes dearer.</param>
internal sealed record StatusPriceIncrease(double? GpuPerHour);

internal sealed record StatusRent
{
    public required long OfferId { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? Since { get; init; }

    public string? Reason { get; init; }

    public string? Gpu { get; init; }

    public string? Location { get; init; }

    public long? HostId { get; init; }

    public long? MachineId { get; init; }

    public double? CostPerHour { get; init; }
}

internal sealed record StatusMachine
{
    public required long MachineId { get; init; }

    public int Strikes { get; init; }

    public DateTimeOffset? CoolingUntil { get; init; }

    public string? Reason { get; init; }
}

/// <summary>An error as in <c>problem+json</c>.</summary>
internal sealed record ProblemAnswer(string? Title, string? Detail, string? Question, string[]? Problems);

/// <summary>A Contemplant in Hierophant's own list.</summary>
internal sealed record StatusWorker
{
    public bool Busy { get; init; }

    public long Strikes { get; init; }

    public long Proofs { get; init; }

    public double? MeanProofMinutes { get; init; }
}

/// <summary>Who leads a shared fleet.</summary>
internal sealed record StatusLeadership
{
    public bool Leads { get; init; }

    public string? Name { get; init; }

    public string? Leader { get; init; }

    public DateTimeOffset? Since { get; init; }

    public IReadOnlyList<StatusFollower> Followers { get; init; } = [];
}

/// <summary>A Magister that follows.</summary>
internal sealed record StatusFollower
{
    public string? Name { get; init; }
}
