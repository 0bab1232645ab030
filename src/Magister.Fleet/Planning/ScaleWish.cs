using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>A question to confirm before an operator's number is accepted.</summary>
/// <param name="Text">The question, with what it may cost.</param>
/// <param name="CostPerHour">USD per hour for the whole fleet at that number.</param>
internal sealed record ScaleQuestion(string Text, double CostPerHour);

/// <summary>A number set by an operator: what is impossible, and what needs confirmation.</summary>
internal static class ScaleWish
{
    /// <summary>How many more are possible without confirmation.</summary>
    private const int FreelyMore = 20;

    /// <summary>Why it is impossible; null if it is possible.</summary>
    public static string? Refusal(int number, FleetSettings settings) =>
        number > settings.MaxInstances ? $"{number} instances are more than max_instances, {settings.MaxInstances}, allows" : null;

    /// <summary>The question to confirm; null for a small change.</summary>
    public static ScaleQuestion? Question(int number, FleetState fleet, FleetSettings settings, DateTimeOffset now) => Question(number, fleet, settings, settings, now);

    /// <inheritdoc cref="Question(int, FleetState, FleetSettings, DateTimeOffset)"/>
    /// <param name="old">The settings in effect so far.</param>
    public static ScaleQuestion? Question(int number, FleetState fleet, FleetSettings old, FleetSettings settings, DateTimeOffset now)
    {
        var (wanted, price) = (fleet.NumberWanted(old), AveragePrice(fleet, settings));
        var cost = CostOf(number, fleet, settings);
        var why = number < wanted ? $"Instances are destroyed until {number} {(number == 1 ? "is" : "are")} left"
            : number > 2L * wanted ? "That is more than twice as many"
            : number - wanted > FreelyMore ? $"That is {number - wanted} more"
            : number > wanted && BudgetRule.Room(fleet, settings, now) is { } room && (number - fleet.Occupied) * price > room.PerHour
                ? $"That passes {room.RaisedBy}, beyond which nothing is rented"
            : null;
        return why is null ? null : new ScaleQuestion($"Scale from {wanted} to {Count(number)}? {why}; the fleet would then cost about {cost:0.00} USD an hour, and at most {number * settings.Query.CostPerHour:0.00}.", cost);
    }

    /// <summary>USD per hour that this many may cost.</summary>
    public static double CostOf(int number, FleetState fleet, FleetSettings settings) => number * AveragePrice(fleet, settings);

    /// <summary><c>1 instance</c>, <c>2 instances</c>.</summary>
    internal static string Count(int instances) => instances == 1 ? "1 instance" : $"{instances} instances";

    private static double AveragePrice(FleetState fleet, FleetSettings settings) => fleet.Leases.Values
        .Select(lease => Offer.SoundPrice(lease.Offer.DphTotal)).OfType<double>().DefaultIfEmpty(settings.Query.CostPerHour).Average();
}
