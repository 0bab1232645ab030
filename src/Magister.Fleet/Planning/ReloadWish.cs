using Magister.Fleet.Facts;

namespace Magister.Fleet.Planning;

/// <summary>Decides what must be confirmed before a reloaded configuration takes effect: anything that may destroy instances or cost much.</summary>
internal static class ReloadWish
{
    private const int MaxNamed = 5;

    /// <summary>The question to confirm; null if little changes.</summary>
    public static ScaleQuestion? Question(ConfigurationReloaded fact, FleetState fleet, FleetSettings old, FleetSettings next, DateTimeOffset now)
    {
        var after = Fold(Fold(fleet, fact, now), DrainRule.News(fleet, next), now);
        var kept = Destroyed(fleet, old, now).Select(destroy => destroy.InstanceId).ToHashSet();
        var destroyed = Destroyed(after, next, now).Where(destroy => !kept.Contains(destroy.InstanceId)).ToArray();
        return destroyed.Length > 0
            ? new ScaleQuestion($"Destroy {ScaleWish.Count(destroyed.Length)}, as the new configuration requires: {Named(destroyed)}?", ScaleWish.CostOf(after.NumberWanted(next), after, next))
            : ScaleWish.Question(after.NumberWanted(next), fleet, old, next, now);
    }

    private static FleetState Fold(FleetState fleet, Fact? fact, DateTimeOffset now) =>
        fact is null ? fleet : fleet.Apply(new Recorded(fleet.LastSequence + 1, now, fact));

    private static IEnumerable<PlannedAction.Destroy> Destroyed(FleetState fleet, FleetSettings settings, DateTimeOffset now) =>
        Planner.Plan(fleet, settings, now).Destroys;

    private static string Named(PlannedAction.Destroy[] destroyed) =>
        string.Join("; ", destroyed.Take(MaxNamed).Select(destroy => $"{destroy.InstanceId} ({destroy.Reason})"))
        + (destroyed.Length > MaxNamed ? "; …" : "");
}
