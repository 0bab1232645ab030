using Magister.Torture.Market;

namespace Magister.Torture.Verdicts;

/// <summary>After each drop that was answered with 200, its instance is eventually gone.</summary>
internal static class ForgottenDrops
{
    public static IEnumerable<Violation> Find(Evidence evidence)
    {
        var living = evidence.Market.Rented.Where(instance => instance.IsAlive && evidence.RelabellingOf(instance.InstanceId) is null).ToList();
        foreach (var instance in living)
        {
            if (DropOf(instance, evidence) is not { } answeredAt) continue;
            yield return new Violation(
                Offence.Forgotten,
                $"The drop of instance {instance.InstanceId} of offer {instance.OfferId} was answered with 200 at {answeredAt:HH:mm:ss.fff}, and it lives on.");
        }
    }

    /// <summary>How many instances had a drop that was answered with 200.</summary>
    public static int Answered(Evidence evidence) =>
        evidence.Market.Rented.Count(instance => DropOf(instance, evidence) is not null);

    private static DateTimeOffset? DropOf(MarketInstance instance, Evidence evidence)
    {
        var byHierophant = evidence.Market.CallerCalls
            .Where(call => call is { Kind: "drop", Succeeded: true } && call.InstanceId == instance.InstanceId)
            .Select(call => (DateTimeOffset?)call.EndedAt);
        var byHand = evidence.Drops.Where(drop => Means(drop, instance, evidence)).Select(drop => (DateTimeOffset?)drop.AnsweredAt);
        return byHierophant.Concat(byHand).FirstOrDefault();
    }

    // A drop that names only an offer means the rent that was under way then: the last one intended before the drop.
    private static bool Means(AnsweredDrop drop, MarketInstance instance, Evidence evidence) => drop.InstanceId is { } id
        ? id == instance.InstanceId
        : drop.OfferId == instance.OfferId && (instance.GoneAt is null || instance.GoneAt > drop.AnsweredAt)
            && !evidence.Facts.Any(fact => fact.Kind == "RentIntended" && fact.OfferId == drop.OfferId
                && fact.At > drop.AnsweredAt && fact.At < instance.RentedAt);
}
