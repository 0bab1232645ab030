using Magister.Cli.Output;
using Magister.Fleet;

namespace Magister.Cli.Steering;

/// <summary>How a daemon is steered, as text.</summary>
internal static class SteeringText
{
    public static string Of(SteeringAnswer steering)
    {
        var since = $"{(steering.By is { } name ? $" by {PlainText.Of(name)}" : "")}{(steering.Since is { } at ? $" since {Figures.Moment(at)}" : "")}";
        var words = steering.Mode switch
        {
            "paused" => $"Paused{since}: nothing new is rented; magister resume ends it. ",
            "draining" => $"Draining{since}: every instance is destroyed and nothing is rented; magister resume ends it. ",
            _ => "",
        };
        return words + Number(steering);
    }

    private static string Number(SteeringAnswer steering) =>
        steering.ConfiguredNumberInstances is { } configured && configured != steering.NumberInstances
            ? $"{Wanted(steering)}; the configuration says {configured}."
            : $"{Wanted(steering)}.";

    private static string Wanted(SteeringAnswer steering) => $"{Figures.Count(steering.NumberInstances, "instance", "is", "are")} wanted";
}
