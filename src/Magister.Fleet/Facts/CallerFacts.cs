namespace Magister.Fleet.Facts;

/// <summary>A Contemplant called <c>/verify</c>.</summary>
/// <param name="OfferId">The offer that it was rented from.</param>
/// <param name="InstanceId">The living instance; null while the rent has no answer yet, or when nothing of that offer is known.</param>
public sealed record Verified(long OfferId, long? InstanceId) : Fact;

/// <summary>Somebody, usually Hierophant, requested that an instance be destroyed.</summary>
/// <param name="OfferId">The offer that it was rented from.</param>
/// <param name="InstanceId">The living instance; null while the rent has no answer yet.</param>
/// <param name="Reason">The reason given; may be empty.</param>
public sealed record DropRequested(long OfferId, long? InstanceId, string Reason, string? By = null) : Fact, IOperatorsWord;
