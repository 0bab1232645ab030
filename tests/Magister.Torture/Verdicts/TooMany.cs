using Magister.Torture.Market;

namespace Magister.Torture.Verdicts;

/// <summary>
/// At no moment are more alive than the number. A lowered number allows what was there before, but no rent: so each rent is judged when it
/// takes effect, by the number of the run that sent it.
/// </summary>
internal static class TooMany
{
    public static IEnumerable<Violation> Find(Evidence evidence)
    {
        foreach (var (instance, at, alive, wanted) in Births(evidence).Where(birth => birth.Alive > birth.Wanted))
        {
            yield return new Violation(
                Offence.TooMany,
                $"With instance {instance.InstanceId} of offer {instance.OfferId}, rented at {at:HH:mm:ss.fff}, {alive} were alive where {wanted} were wanted.");
        }
    }

    /// <summary>How many rents took the last place: one more at that moment would have been too many.</summary>
    public static int LastPlaces(Evidence evidence) => Births(evidence).Count(birth => birth.Alive == birth.Wanted);

    /// <summary>The most that were alive at once.</summary>
    public static int Peak(Evidence evidence)
    {
        var (alive, peak) = (0, 0);
        foreach (var step in Steps(evidence)) peak = Math.Max(peak, alive += step.IsBirth ? 1 : -1);
        return peak;
    }

    private static IEnumerable<(MarketInstance Instance, DateTimeOffset At, int Alive, int Wanted)> Births(Evidence evidence)
    {
        var sent = evidence.Market.Calls.Latest.Where(call => call.Endpoint == "create").ToDictionary(call => call.Ordinal, call => call.ArrivedAt);
        var alive = 0;
        foreach (var (instance, isBirth, at, _) in Steps(evidence))
        {
            alive += isBirth ? 1 : -1;
            if (isBirth) yield return (instance, at, alive, LifeAt(evidence, sent.GetValueOrDefault(instance.RentCall ?? 0, at)).Number);
        }
    }

    private static IOrderedEnumerable<(MarketInstance Instance, bool IsBirth, DateTimeOffset At, long Step)> Steps(Evidence evidence) =>
        evidence.Market.Rented.SelectMany(instance => StepsOf(instance, evidence)).OrderBy(step => step.At).ThenBy(step => step.Step);

    private static IEnumerable<(MarketInstance Instance, bool IsBirth, DateTimeOffset At, long Step)> StepsOf(MarketInstance instance, Evidence evidence)
    {
        yield return (instance, true, instance.RentedAt, instance.BornStep);
        if (evidence.RelabellingOf(instance.InstanceId) is { } taken) yield return (instance, false, taken.At, 0);
        else if (instance is { GoneAt: { } goneAt, GoneStep: { } step }) yield return (instance, false, goneAt, step);
    }

    private static Life LifeAt(Evidence evidence, DateTimeOffset at) => evidence.Lives.LastOrDefault(life => life.StartedAt <= at) ?? evidence.Lives[0];
}
