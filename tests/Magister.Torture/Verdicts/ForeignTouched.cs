namespace Magister.Torture.Verdicts;

/// <summary>Nothing is done to instances that are not Magister's, nor to those that were taken away from it, once it knows.</summary>
internal static class ForeignTouched
{
    public static IEnumerable<Violation> Find(Evidence evidence) =>
        evidence.Market.Calls.Latest.Where(call => call.Endpoint is "destroy" or "manage").Select(call => Judge(evidence, call)).OfType<Violation>();

    private static Violation? Judge(Evidence evidence, Market.MarketCall call)
    {
        if (call.TargetId is not { } id) return null;
        var sentence = $"Instance {id} was called to {call.Endpoint} at {call.ArrivedAt:HH:mm:ss.fff}";
        if (call.Endpoint == "manage") return new Violation(Offence.ForeignTouched, $"{sentence}, which Magister never does.");
        if (evidence.Market.Instances.FirstOrDefault(instance => instance.InstanceId == id) is not { } instance)
        {
            return new Violation(Offence.ForeignTouched, $"{sentence}, and there never was such an instance.");
        }

        if (instance.IsTenant) return new Violation(Offence.ForeignTouched, $"{sentence} and is another tenant's, with label {instance.Label ?? "none"}.");
        var released = evidence.About(id).FirstOrDefault(fact => fact.Kind == "Released");
        return released is not null && released.At < call.ArrivedAt
            ? new Violation(Offence.ForeignTouched, $"{sentence} although Magister had let go of it at {released.At:HH:mm:ss.fff}.")
            : null;
    }
}
