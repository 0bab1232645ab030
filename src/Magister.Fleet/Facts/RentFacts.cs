using Magister.Fleet.Market;

namespace Magister.Fleet.Facts;

/// <summary>An offer is about to be rented. On disk before the call leaves.</summary>
/// <param name="Offer">The offer that is rented.</param>
/// <param name="SignatureDigest">Digest of the signature given to its instance; null if it is given none.</param>
/// <param name="CostCap">The most it may cost, in USD per hour: for a bid, the bid and its storage; missing in older journals.</param>
/// <param name="PulseDigest">Digest of the signature given to its watch; null if it is given none.</param>
/// <param name="Bid">The bid, in USD per hour without storage; null if it is rented on demand.</param>
public sealed record RentIntended(Offer Offer, string? SignatureDigest = null, double? CostCap = null, string? PulseDigest = null, double? Bid = null) : Fact;

/// <summary>Vast rented the offer: from now on the instance costs money.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="InstanceId">The resulting instance.</param>
/// <param name="FoundInList">The answer was lost and the instance found in a list: its verify is awaited from the uncertainty on.</param>
/// <param name="AwaitsLabel">Set if Vast has not shown it with our label yet: it is ours by the rent's own answer, or by its drop endpoint.</param>
public sealed record RentAccepted(long OfferId, long InstanceId, bool FoundInList, bool? AwaitsLabel = null) : Fact;

/// <summary>Vast did not rent the offer; nothing was created.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Reason">What Vast said, or why it was not asked.</param>
/// <param name="WasNotSent">Magister itself held the call back.</param>
public sealed record RentRefused(long OfferId, string Reason, bool? WasNotSent = null) : Fact;

/// <summary>The call ended without a reliable answer: an instance may exist and cost money.</summary>
public sealed record RentUncertain(long OfferId, string Reason) : Fact;

/// <summary>An uncertain rent is settled: a complete list taken after the consistency window does not have it.</summary>
public sealed record RentNeverHappened(long OfferId) : Fact;
