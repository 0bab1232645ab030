using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Telemetry;

/// <summary>Steering as text: in endpoints and metrics, and at a start after an earlier run.</summary>
internal static class SteeringText
{
    /// <summary>A mode as in endpoints and metrics.</summary>
    public static string Describe(SteeringMode mode) => mode switch
    {
        SteeringMode.Running => "running",
        SteeringMode.Paused => "paused",
        SteeringMode.Draining => "draining",
        _ => throw new InvalidOperationException($"The mode {mode} has no word."),
    };

    /// <summary>An operator's judgement on a machine or a host.</summary>
    public static string Describe(Judgement judgement) => judgement switch
    {
        Judgement.Barred => "never rented from",
        Judgement.Preferred => "rented from first",
        _ => "no longer barred or preferred",
    };

    public static IEnumerable<string> OfRestart(Steering steering, FleetSettings settings)
    {
        var configured = settings.NumberInstances;
        if (steering.Mode is SteeringMode.Paused) yield return "renting is paused until an operator resumes";
        if (steering.Mode is SteeringMode.Draining) yield return "the fleet is drained until an operator resumes";
        if (steering.Scaled is not { } scaled) yield break;
        yield return scaled.Configured == configured && scaled.NumberInstances > settings.MaxInstances
            ? $"an operator set {scaled.NumberInstances} instances, but max_instances allows {settings.MaxInstances}, which is kept"
            : scaled.Configured == configured
            ? $"{scaled.NumberInstances} instances are kept, instead of the configuration's {configured}"
            : $"number_instances has changed from {scaled.Configured} to {configured}, which replaces the operator's {scaled.NumberInstances}";
    }
}
