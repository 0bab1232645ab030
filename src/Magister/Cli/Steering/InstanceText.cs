using Magister.Cli.Output;
using Magister.Fleet.Market;

namespace Magister.Cli.Steering;

/// <summary>One instance's life for people.</summary>
internal static class InstanceText
{
    public static void Print(InstanceLife life, Printer printer)
    {
        printer.Line(Heading(life));
        foreach (var line in Lines(life).OfType<string>()) printer.Indented(line);
        printer.Line();
        foreach (var happened in life.Events) printer.Line(EventsCommand.Text(happened));
        if (life.Events.Length == 0) printer.Line($"The daemon remembers no event of it; magister journal --instance {life.InstanceId} shows older ones.");
    }

    private static string Heading(InstanceLife life) => life.Instance is not { } instance
        ? $"Instance {life.InstanceId} has ended{(life.Events is [.., var last] ? $"; its last event was at {Figures.Moment(last.At)}" : "")}"
        : $"Instance {life.InstanceId}: {instance.State?.Replace('_', ' ')}{(instance.Since is { } since ? $" for {Figures.Span(life.Now - since)}" : "")}{(instance.StartedAt is { } at ? $", rented {Figures.Moment(at)}" : "")}";

    private static IEnumerable<string?> Lines(InstanceLife life)
    {
        var (instance, about) = (life.Instance, life.Events.LastOrDefault(happened => happened.MachineId is not null));
        yield return instance is not null && StatusPage.About(instance, life.Now) is { Length: > 0 } why ? why : null;
        yield return instance is not null
            ? $"{Figures.Gpu(instance.NumGpus, instance.Gpu)}, {Figures.Place(instance.Location) ?? "place unknown"}; machine {Id(instance.MachineId)} of host {Id(instance.HostId)}; offer {Id(instance.OfferId)}"
            : about is null ? null : $"{about.Gpu ?? "GPU unknown"}; machine {Id(about.MachineId)}; offer {Id(about.OfferId)}";
        yield return instance is null ? null : $"{Figures.Price(instance.CostPerHour) ?? "unknown"} USD an hour";
        yield return instance?.ContractEndsAt is { } end ? $"contract until {Figures.Moment(end)}" : null;
        yield return Asked(instance?.PriceIncrease);
        yield return life.Cost is not { } cost ? null
            : $"{cost.Usd:0.0000} USD {(instance is null ? "in all" : "so far")}{(cost.BilledUsd is { } billed ? $", of which {billed:0.0000} billed" : "")}";
    }

    private static string? Asked(PriceIncrease? increase) => increase switch
    {
        null => null,
        { GpuPerHour: { } price } => $"its host asks for {Figures.Price(price)} USD an hour for the GPUs once the contract ends",
        _ => "its host asks for more once the contract ends",
    };

    private static string Id(long? id) => Figures.Id(id) ?? "unknown";
}
