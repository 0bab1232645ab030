using Magister.Cli.Output;
using Magister.Endpoints;
using Magister.Fleet;

namespace Magister.Cli.Steering;

/// <summary>How a daemon is steered, as text.</summary>
internal static class SteeringText
{
    public static string Describe(SteeringStatus steering)
    {
        var since = $"{(steering.By is { } name ? $" by {PlainText.Clean(name)}" : "")}{(steering.Since is { } at ? $" since {Figures.Moment(at)}" : "")}";
        var words = steering.Mode switch
        {
            "paused" => $"Paused{since}: nothing new is rented; magister resume ends it. ",
            "draining" => $"Draining{since}: every instance is destroyed and nothing is rented; magister resume ends it. ",
            _ => "",
        };
        return words + Number(steering);
    }

    private static string Number(SteeringStatus steering) =>
        steering.ConfiguredNumberInstances is { } configured && configured != steering.NumberInstances
            ? $"{Wanted(steering)}; the configuration says {configured}."
            : $"{Wanted(steering)}.";

    private static string Wanted(SteeringStatus steering) => $"{Figures.Count(steering.NumberInstances, "instance", "is", "are")} wanted";
}
