namespace Magister.Fleet;

public sealed partial record FleetState
{
    /// <summary>
    /// The digests of the signatures given to an offer's instances: of the living ones and of a rent without an answer, or, if there are none,
    /// of those that ended. Null stands for an instance rented without one.
    /// </summary>
    public IReadOnlyCollection<string?> SignatureDigestsOf(long offerId)
    {
        var digests = new List<string?>();
        if (InstancesByOffer.TryGetValue(offerId, out var instances)) digests.AddRange(instances.Select(instance => Leases[instance].SignatureDigest));
        if (Rents.TryGetValue(offerId, out var rent)) digests.Add(rent.SignatureDigest);
        if (digests.Count == 0) digests.AddRange(Ended.Values.Where(ended => ended.OfferId == offerId).Select(ended => ended.SignatureDigest));
        return digests;
    }
}
