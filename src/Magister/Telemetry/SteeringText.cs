using System.Globalization;
using Magister.Fleet;
using Magister.Fleet.Facts;

namespace Magister.Telemetry;

/// <summary>What a start says of what an operator told an earlier run.</summary>
internal static class SteeringText
{
    /// <summary>A mode as endpoints and metrics name it.</summary>
    public static string Of(SteeringMode mode) => mode switch
    {
        SteeringMode.Running => "running",
        SteeringMode.Paused => "paused",
        SteeringMode.Draining => "draining",
        _ => throw new InvalidOperationException($"The mode {mode} has no word."),
    };

    /// <summary>What an operator said of a machine or a host.</summary>
    public static string Of(Judgement judgement) => judgement switch
    {
        Judgement.Barred => "never rented from",
        Judgement.Preferred => "rented from first",
        _ => "neither barred nor preferred any more",
    };

    public static IEnumerable<string> OfRestart(Steering steering, FleetSettings settings)
    {
        var configured = settings.NumberInstances;
        if (steering.Mode is SteeringMode.Paused) yield return "renting is paused until an operator resumes";
        if (steering.Mode is SteeringMode.Draining) yield return "the fleet is drained until an operator resumes";
        if (steering.Scaled is not { } scaled) yield break;
        yield return scaled.Configured == configured && scaled.NumberInstances > settings.MaxInstances
            ? string.Create(CultureInfo.InvariantCulture, $"an operator wanted {scaled.NumberInstances} instances, and max_instances allows {settings.MaxInstances}: so many are kept alive")
            : scaled.Configured == configured
            ? string.Create(CultureInfo.InvariantCulture, $"{scaled.NumberInstances} instances are kept alive, not the {configured} of the configuration")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"number_instances is {configured} now, no longer {scaled.Configured}: it counts, and the operator's {scaled.NumberInstances} is forgotten");
    }
}
