using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>What the fleet is to be. Immutable; the keys are those of <c>magister.toml</c>.</summary>
public sealed record FleetSettings
{
    /// <summary>The label of every instance: Vast has no prefix search for labels, so it is exactly this.</summary>
    public const string Label = "magister";

    /// <summary>How many instances are kept alive. At least 1.</summary>
    public required int NumberInstances { get; init; }

    /// <summary>No word of an operator wants more than these; null for no limit.</summary>
    public int? MaxInstances { get; init; }

    /// <summary>The most that the whole fleet may cost, USD an hour, once something is rented; null for no limit.</summary>
    public double? MaxCostPerHour { get; init; }

    /// <summary>USD that a day (UTC) may cost: nothing is rented that would pass it by its end; null for no such limit.</summary>
    public double? MaxCostPerDay { get; init; }

    /// <summary>The same of a month.</summary>
    public double? MaxCostPerMonth { get; init; }

    /// <summary>Whether a day's or a month's budget, once it is spent, drains the fleet until that time ends.</summary>
    public bool DrainsOverBudget { get; init; }

    /// <summary>Whether anything limits what the fleet may cost.</summary>
    public bool HasBudget => this is not { MaxCostPerHour: null, MaxCostPerDay: null, MaxCostPerMonth: null };

    /// <summary>What an offer must fulfil.</summary>
    public required OfferQuery Query { get; init; }

    /// <summary>The template that instances are made of.</summary>
    public required string TemplateHash { get; init; }

    /// <summary>What an instance starts with.</summary>
    public required OnstartSettings Onstart { get; init; }

    /// <summary>How often Vast is asked for the list.</summary>
    public required TimeSpan PollingInterval { get; init; }

    /// <summary>How long a new instance may take until somebody verifies it.</summary>
    public required TimeSpan VerificationTimeout { get; init; }

    /// <summary>How long a new instance may be missing from the list.</summary>
    public required TimeSpan ConsistencyWindow { get; init; }

    /// <summary>How long a status is tolerated from which an instance does not recover by itself.</summary>
    public required TimeSpan UnhealthyGrace { get; init; }

    /// <summary>How long an instance that has reported may be silent; three of its own intervals at least.</summary>
    public required TimeSpan ContemplantSilence { get; init; }

    /// <summary>How long a Contemplant whose watch is heard may not work.</summary>
    public required TimeSpan ContemplantDown { get; init; }

    /// <summary>After so many rents in a row, on different machines, that came to nothing, one is tried at a time; 0 for never.</summary>
    public required int BreakerFailures { get; init; }

    /// <summary>Such trials are a minute apart at first, doubling to this.</summary>
    public required TimeSpan BreakerLongestPause { get; init; }

    /// <summary>How long Vast may take to begin to load an instance; null where the phases of a boot have no times of their own.</summary>
    public TimeSpan? ProvisioningTimeout { get; init; }

    /// <summary>How long Vast may take to load it, and twice that while it makes progress; null as above.</summary>
    public TimeSpan? LoadingTimeout { get; init; }

    /// <summary>USD of credit below which nothing is rented; null for no such limit.</summary>
    public double? CreditFloor { get; init; }

    /// <summary>How often Hierophant's own list of Contemplants is read; zero, the default, for never.</summary>
    public TimeSpan HierophantWatch { get; init; }

    /// <summary>How long that list may lack a verified instance.</summary>
    public TimeSpan HierophantAbsence { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>An instance whose contract ends sooner is replaced, before Vast stops it; zero for never.</summary>
    public TimeSpan ReplaceBeforeEnd { get; init; }

    /// <summary>By which fraction an offer must be cheaper to replace a verified instance; null for never.</summary>
    public double? ReplaceWhenCheaper { get; init; }

    /// <summary>Whether the logs of what failed are asked for before it is destroyed.</summary>
    public bool KeepsEvidence { get; init; }

    /// <summary>How long a machine rests after its first failure; doubles at each repeat, to a day.</summary>
    public required TimeSpan MachineCooldown { get; init; }

    /// <summary>Hosts and machines that are never rented from.</summary>
    public ImmutableHashSet<long> BadHosts { get; init; } = [];

    /// <inheritdoc cref="BadHosts"/>
    public ImmutableHashSet<long> BadMachines { get; init; } = [];

    /// <summary>Hosts and machines that are rented from first.</summary>
    public ImmutableHashSet<long> GoodHosts { get; init; } = [];

    /// <inheritdoc cref="GoodHosts"/>
    public ImmutableHashSet<long> GoodMachines { get; init; } = [];
}
