namespace Magister.Torture.Verdicts;

/// <summary>At the end, Magister knows exactly those of its rented instances that are alive.</summary>
internal static class Lost
{
    public static IEnumerable<Violation> Find(Evidence evidence)
    {
        if (evidence.Known is not { } known) return [new Violation(Offence.Otherwise, "Magister does not answer at the end.")];
        var alive = evidence.Market.Ours.ToDictionary(instance => instance.InstanceId);
        var unknown = alive.Values.Where(instance => !known.ContainsKey(instance.InstanceId)).Select(instance => new Violation(
            Offence.Lost,
            $"Instance {instance.InstanceId} of offer {instance.OfferId} is alive since {instance.RentedAt:HH:mm:ss.fff} and Magister does not know of it."));
        var imagined = known.Keys.Where(id => !alive.ContainsKey(id)).Select(id => new Violation(
            Offence.Lost, $"Magister knows instance {id}, which is not alive or not Magister's."));
        return unknown.Concat(imagined);
    }
}
