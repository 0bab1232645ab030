using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Ordinary;

namespace Magister.Fleet.Tests;

/// <summary>Objects to arrange: everything that a test does not specify is ordinary and fits everything else.</summary>
internal static class Build
{
    public const string Address = "http://magister.example:8555";

    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Epoch.AddSeconds(seconds);

    public static OfferQuery Query => OrdinaryFleet.Query;

    public static FleetSettings Settings(int number = 2) => OrdinaryFleet.Settings(number);

    public static OnstartSettings Onstart(string address = Address, params (string Name, string Value)[] contemplant) => OrdinaryFleet.Onstart with
    {
        MagisterAddress = address,
        VastAddress = "https://console.vast.ai",
        Contemplant = [.. contemplant.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))],
    };

    public static Outcome<T> Done<T>(T value) => new Outcome<T>.Done(value);

    public static string Script(long offer, string address = Address) => Fleet.Onstart.For(Onstart(address), offer);

    /// <summary>An offer that passes <see cref="Query"/>, each on its own machine unless specified otherwise.</summary>
    public static Offer Offer(long id, long? machine = null, long? host = null, double? price = 0.3) => new()
    {
        Id = id,
        GpuName = "RTX 4090",
        DphTotal = price,
        MachineId = machine ?? 1000 + id,
        HostId = host ?? 2000 + id,
    };

    public static ImmutableArray<Offer> Offers(params long[] ids) => [.. ids.Select(id => Offer(id))];

    /// <summary>A row of the list for an instance that this Magister rented from an offer.</summary>
    public static ListedInstance Row(long instance, long offer, string? status = "running", DateTimeOffset? start = null) => new()
    {
        Id = instance,
        Label = FleetSettings.Label,
        ActualStatus = status,
        Onstart = Script(offer),
        StartDate = start,
        Hardware = Offer(0, 1000 + offer, 2000 + offer),
    };
}
