using System.Collections.Immutable;
using Magister.Fleet.Market;
using Magister.Fleet.Planning;

namespace Magister.Fleet;

/// <summary>Looks beyond the offers that Vast shows if all of them are set aside here: bad, cooling down, rented or refused.</summary>
internal sealed class FurtherSearch(LiveSettings settings)
{
    /// <summary>Vast shows about 64, so an answer with fewer than this is complete.</summary>
    private const int FullAnswer = 40;

    /// <summary>How many ids a search names at most; beyond that it continues after the last score or price.</summary>
    private const int MaxIds = 300;

    /// <summary>How long exclusions last; many of the excluded can be rented again by then.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private SetAside without = SetAside.None;
    private DateTimeOffset until = DateTimeOffset.MinValue;

    /// <summary>The exclusions of the next search.</summary>
    public SetAside At(DateTimeOffset now) => now < until ? without : SetAside.None;

    /// <summary>Called when none of the offers found may be rented now.</summary>
    /// <returns>Whether the next search looks further; if not, there is nothing more.</returns>
    public bool Continue(ImmutableArray<Offer> brought, DateTimeOffset now)
    {
        var isSetAside = brought.Length >= FullAnswer && brought.Any(offer => QueryFilter.Objection(offer, settings.Now.Query) is null);
        without = isSetAside ? Behind(brought, At(now)) : SetAside.None;
        until = now + GoodFor;
        return without != SetAside.None;
    }

    /// <summary>The settings have changed.</summary>
    public void Reloaded() => without = SetAside.None;

    private SetAside Behind(ImmutableArray<Offer> brought, SetAside known)
    {
        ImmutableArray<long> hosts = [.. known.Hosts.Union(brought.Select(offer => offer.HostId).OfType<long>().Where(settings.Now.BadHosts.Contains))];
        var others = brought.Where(offer => offer.HostId is not { } host || !hosts.Contains(host)).ToArray();
        ImmutableArray<long> machines = [.. known.Machines.Union(others.Select(offer => offer.MachineId).OfType<long>())];
        var named = hosts.Length + machines.Length;
        if (named > known.Hosts.Length + known.Machines.Length && named <= MaxIds) return known with { Hosts = hosts, Machines = machines };
        var isByPrice = settings.Now.Query.AsksForCheapest;
        var last = isByPrice ? brought.Max(offer => offer.DphTotal) : brought.Min(offer => offer.Score);
        var goesNoFurther = last is null || (isByPrice ? last <= known.Behind : last >= known.Behind);
        return goesNoFurther ? SetAside.None : SetAside.None with { Behind = last };
    }
}
