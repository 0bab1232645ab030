using System.Collections.Immutable;
using System.Globalization;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>Offers sorted into those to rent, the best first, and those left out with the reason.</summary>
/// <param name="Usable">Good hosts and machines first; within each group Vast's order stays.</param>
/// <param name="LeftOut">The others.</param>
public sealed record RankedOffers(ImmutableArray<Offer> Usable, ImmutableArray<LeftOutOffer> LeftOut);

/// <summary>An offer that is not rented.</summary>
/// <param name="Lasting">Time alone changes nothing: a setting or the offer itself would have to be another one.</param>
public sealed record LeftOutOffer(Offer Offer, string Reason, bool Lasting);

/// <summary>Which offers may be rented now, and in which order.</summary>
public static class OfferRanking
{
    public static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(1);

    /// <summary>Ranks what a search brought.</summary>
    public static RankedOffers Rank(IEnumerable<Offer> offers, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var usable = ImmutableArray.CreateBuilder<Offer>();
        var leftOut = ImmutableArray.CreateBuilder<LeftOutOffer>();
        foreach (var offer in offers)
        {
            if (LastingObjection(offer, settings) is { } lasting) leftOut.Add(new LeftOutOffer(offer, lasting, true));
            else if (PassingObjection(offer, fleet, settings, now) is { } passing) leftOut.Add(new LeftOutOffer(offer, passing, false));
            else usable.Add(offer);
        }

        return new RankedOffers(GoodFirst(usable, settings), leftOut.DrainToImmutable());
    }

    /// <summary>What may be rented once nothing passing stands in the way, in the same order.</summary>
    internal static ImmutableArray<Offer> ForLater(IEnumerable<Offer> offers, FleetSettings settings) =>
        GoodFirst(offers.Where(offer => LastingObjection(offer, settings) is null), settings);

    /// <summary>Until when a machine is not rented again: doubles with each strike, to a day.</summary>
    public static DateTimeOffset CooldownEnd(MachineRecord machine, FleetSettings settings)
    {
        var factor = Math.Pow(2, Math.Min(machine.Strikes - 1, 30));
        var seconds = Math.Min(settings.MachineCooldown.TotalSeconds * factor, LongestCooldown.TotalSeconds);
        return machine.LastStrikeAt + TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Why an offer may not be rented just now; null when it may.</summary>
    public static string? PassingObjection(Offer offer, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (fleet.LivingOf(offer.Id) is { } lease) return Invariant($"it is rented already, as instance {lease.InstanceId}");
        if (fleet.Rents.ContainsKey(offer.Id)) return "its rent is under way";
        if (offer.MachineId is not { } machineId) return null;
        if (fleet.Rents.Values.Any(rent => rent.Offer.MachineId == machineId)) return $"another rent on machine {machineId} is under way";
        if (!fleet.Machines.TryGetValue(machineId, out var machine)) return null;
        var until = CooldownEnd(machine, settings);
        return now < until ? Invariant($"machine {machineId} is cooling down for {(until - now).TotalSeconds:0} s: {machine.Reason}") : null;
    }

    private static string? LastingObjection(Offer offer, FleetSettings settings)
    {
        if (offer.HostId is { } host && settings.BadHosts.Contains(host)) return $"host {host} is in bad_hosts";
        if (offer.MachineId is { } machine && settings.BadMachines.Contains(machine)) return $"machine {machine} is in bad_machines";
        return QueryFilter.Objection(offer, settings.Query);
    }

    private static ImmutableArray<Offer> GoodFirst(IEnumerable<Offer> offers, FleetSettings settings) =>
        [.. offers.OrderBy(offer => !IsGood(offer, settings))];

    private static bool IsGood(Offer offer, FleetSettings settings) =>
        (offer.HostId is { } host && settings.GoodHosts.Contains(host))
        || (offer.MachineId is { } machine && settings.GoodMachines.Contains(machine));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
