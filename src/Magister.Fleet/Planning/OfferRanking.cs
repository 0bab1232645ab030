using System.Collections.Immutable;
using Magister.Fleet.Facts;
using Magister.Fleet.Market;

namespace Magister.Fleet.Planning;

/// <summary>Offers sorted into those to rent, best first, and those left out, with the reason.</summary>
/// <param name="Usable">Good hosts and machines first; within each group by <c>offer_order</c>: as Vast sent them, or least cost first.</param>
/// <param name="LeftOut">The others.</param>
public sealed record RankedOffers(ImmutableArray<Offer> Usable, ImmutableArray<LeftOutOffer> LeftOut);

/// <summary>An offer that is not rented.</summary>
public sealed record LeftOutOffer(Offer Offer, OfferObjection Objection)
{
    /// <summary>Why, in words.</summary>
    public string Reason => Objection.Text;
}

/// <summary>Which offers may be rented now, and in which order.</summary>
public static class OfferRanking
{
    public static readonly TimeSpan LongestCooldown = TimeSpan.FromDays(1);

    /// <summary>Once this many machines of a host have failed, only one instance there is tried at a time.</summary>
    private const int MachinesThatMakeABadHost = 2;

    /// <summary>Ranks the offers that a search found.</summary>
    public static RankedOffers Rank(IEnumerable<Offer> offers, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        var usable = ImmutableArray.CreateBuilder<Offer>();
        var leftOut = ImmutableArray.CreateBuilder<LeftOutOffer>();
        var room = BudgetRule.Room(fleet, settings, now);
        foreach (var offer in offers)
        {
            var objection = LastingObjection(offer, fleet, settings) ?? PassingObjection(offer, fleet, settings, now) ?? BudgetRule.Objection(offer, room, settings);
            if (objection is null) usable.Add(offer);
            else leftOut.Add(new LeftOutOffer(offer, objection));
        }

        return new RankedOffers(InOrder(usable, fleet, settings, now, null), leftOut.DrainToImmutable());
    }

    /// <summary>The offers that may be rented once temporary obstacles are gone, in the same order.</summary>
    /// <param name="trial">As for <see cref="Valuation"/>.</param>
    internal static ImmutableArray<Offer> RankForLater(IEnumerable<Offer> offers, FleetState fleet, FleetSettings settings, DateTimeOffset now, Random? trial = null) =>
        InOrder(Lasting(offers, fleet, settings), fleet, settings, now, trial);

    /// <summary>The offers that may be rented once temporary obstacles are gone.</summary>
    internal static IEnumerable<Offer> Lasting(IEnumerable<Offer> offers, FleetState fleet, FleetSettings settings) =>
        offers.Where(offer => LastingObjection(offer, fleet, settings) is null);

    /// <summary>Until when a machine is not rented again: the cooldown doubles with each strike, up to a day.</summary>
    public static DateTimeOffset CooldownEnd(MachineRecord machine, FleetSettings settings)
    {
        var factor = Math.Pow(2, Math.Clamp(machine.Strikes - 1, 0, 30));
        var seconds = Math.Min(settings.MachineCooldown.TotalSeconds * factor, LongestCooldown.TotalSeconds);
        return machine.LastStrikeAt + TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Why an offer may not be rented just now, whatever it costs; null if it may.</summary>
    public static OfferObjection? PassingObjection(Offer offer, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (fleet.LivingOf(offer.Id) is { } lease) return new(ObjectionKind.Rented, $"it is rented already, as instance {lease.InstanceId}");
        if (fleet.Rents.ContainsKey(offer.Id)) return new(ObjectionKind.RentUnderWay, "its rent is under way");
        return BarObjection(offer, fleet) ?? TermObjection(offer, fleet, settings, now) ?? MachineObjection(offer, fleet, settings, now) ?? HostObjection(offer, fleet, now);
    }

    /// <summary>How long it is available. If that is stated in two ways, the shorter one counts; one that is over already says nothing.</summary>
    internal static double? SecondsLeft(Offer offer, DateTimeOffset now) =>
        new[] { offer.Duration, (Moments.OfUnixSeconds(offer.EndDate) - now)?.TotalSeconds }.Where(seconds => seconds > 0).Min();

    private static OfferObjection? TermObjection(Offer offer, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (settings.ReplaceBeforeEnd == TimeSpan.Zero) return null;
        var least = ExpiryRule.MinTerm(fleet, settings).TotalSeconds;
        return SecondsLeft(offer, now) is { } left && left < least
            ? new(ObjectionKind.EndsSoon, $"its contract would end in {left:0} s, but replace_before_end_secs and verification need {least:0} s")
            : null;
    }

    private static OfferObjection? HostObjection(Offer offer, FleetState fleet, DateTimeOffset now) =>
        offer.HostId is { } hostId && fleet.IsOnTrial(hostId) && fleet.FailedMachinesOf(hostId, now) is >= MachinesThatMakeABadHost and var failed
            ? new(ObjectionKind.HostOnTrial, $"{failed} machines of host {hostId} failed, and another one there is tried just now")
            : null;

    private static OfferObjection? MachineObjection(Offer offer, FleetState fleet, FleetSettings settings, DateTimeOffset now)
    {
        if (offer.MachineId is not { } machineId) return null;
        if (fleet.Rents.Values.Any(rent => rent.Offer.MachineId == machineId))
        {
            return new(ObjectionKind.MachineBusy, $"another rent on machine {machineId} is under way");
        }

        if (!fleet.Machines.TryGetValue(machineId, out var machine) || BreakerRule.Covers(machineId, fleet, settings)) return null;
        var until = CooldownEnd(machine, settings);
        if (now >= until) return null;
        var words = $"machine {machineId} is cooling down for {(until - now).TotalSeconds:0} s: {machine.Reason}";
        return new(ObjectionKind.CoolingDown, words) { Until = until };
    }

    // Applies immediately, whatever the last search found.
    private static OfferObjection? BarObjection(Offer offer, FleetState fleet) => fleet.JudgedAs(Judgement.Barred, offer) is { } word
        ? new(ObjectionKind.Barred, $"{(word.IsHost ? "host" : "machine")} {word.Id} is barred by an operator{(word.Reason is { } reason ? $": {reason}" : "")}")
        : null;

    private static OfferObjection? LastingObjection(Offer offer, FleetState fleet, FleetSettings settings)
    {
        if (offer.HostId is { } host && settings.BadHosts.Contains(host)) return new(ObjectionKind.BadHost, $"host {host} is in bad_hosts");
        if (offer.MachineId is { } machine && settings.BadMachines.Contains(machine)) return new(ObjectionKind.BadMachine, $"machine {machine} is in bad_machines");
        return BarObjection(offer, fleet) ?? (QueryFilter.Failing(offer, settings.Query) is var (key, words) ? new(ObjectionKind.Filter, words) { Filter = key } : null);
    }

    private static Func<Offer, double?> ByValue(Valuation valuation) => offer => valuation.Of(offer)?.UsdPerWorkingHour;

    private static ImmutableArray<Offer> InOrder(IEnumerable<Offer> offers, FleetState fleet, FleetSettings settings, DateTimeOffset now, Random? trial)
    {
        Func<Offer, double?> place = settings.Query.Order switch
        {
            OfferOrder.Price => offer => OfferPrice.PerHourAndGpu(offer, settings.Query),
            OfferOrder.Value => ByValue(new Valuation(fleet, settings, now, trial)),
            _ => _ => 0,
        };
        return [.. offers.OrderBy(offer => !IsGood(offer, fleet, settings)).ThenBy(offer => place(offer) ?? double.PositiveInfinity)];
    }

    /// <summary>Whether its host or machine is preferred, by the configuration or by an operator.</summary>
    public static bool IsGood(Offer offer, FleetState fleet, FleetSettings settings) =>
        (offer.HostId is { } host && settings.GoodHosts.Contains(host))
        || (offer.MachineId is { } machine && settings.GoodMachines.Contains(machine))
        || fleet.JudgedAs(Judgement.Preferred, offer) is not null;
}
