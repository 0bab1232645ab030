using System.Collections.Immutable;
using Magister.Fleet.Market;

namespace Magister.Fleet;

/// <summary>The desired fleet. Immutable; the keys are those of <c>magister.toml</c>.</summary>
public sealed record FleetSettings
{
    /// <summary>The label of every instance: Vast has no prefix search for labels, so it is exactly this.</summary>
    public const string Label = "magister";

    /// <summary>How many instances to keep. At least 1.</summary>
    public required int NumberInstances { get; init; }

    /// <summary>The highest number that operators may set; null for no limit.</summary>
    public int? MaxInstances { get; init; }

    /// <summary>The most the whole fleet may cost, in USD per hour, including what is about to be rented; null for no limit.</summary>
    public double? MaxCostPerHour { get; init; }

    /// <summary>The most a day (UTC) may cost, in USD: nothing is rented that would exceed it by the end of the day; null for no limit.</summary>
    public double? MaxCostPerDay { get; init; }

    /// <summary>The same for a month.</summary>
    public double? MaxCostPerMonth { get; init; }

    /// <summary>Whether the fleet is drained for the rest of the day or month once its budget is spent.</summary>
    public bool DrainsOverBudget { get; init; }

    /// <summary>Whether anything limits what the fleet may cost.</summary>
    public bool HasBudget => this is not { MaxCostPerHour: null, MaxCostPerDay: null, MaxCostPerMonth: null };

    /// <summary>The requirements on an offer.</summary>
    public required OfferQuery Query { get; init; }

    /// <summary>The Vast template of the instances.</summary>
    public required string TemplateHash { get; init; }

    /// <summary>The settings for an instance's start script.</summary>
    public required OnstartSettings Onstart { get; init; }

    /// <summary>How often the list is requested from Vast.</summary>
    public required TimeSpan PollingInterval { get; init; }

    /// <summary>How long a new instance may take until somebody verifies it.</summary>
    public required TimeSpan VerificationTimeout { get; init; }

    /// <summary>How long a new instance may be missing from the list.</summary>
    public required TimeSpan ConsistencyWindow { get; init; }

    /// <summary>How long to tolerate a status from which an instance does not recover by itself.</summary>
    public required TimeSpan UnhealthyGrace { get; init; }

    /// <summary>How long an instance that has reported may be silent; at least three of its own intervals.</summary>
    public required TimeSpan ContemplantSilence { get; init; }

    /// <summary>How long a Contemplant whose watch reports may fail to work.</summary>
    public required TimeSpan ContemplantDown { get; init; }

    /// <summary>The number of failed rents in a row, on different machines, after which one is tried at a time; 0 for never.</summary>
    public required int BreakerFailures { get; init; }

    /// <summary>The longest pause between such trials: it is a minute at first and doubles each time.</summary>
    public required TimeSpan BreakerLongestPause { get; init; }

    /// <summary>How long Vast may take to begin loading an instance; null if the phases of a boot have no limits of their own.</summary>
    public TimeSpan? ProvisioningTimeout { get; init; }

    /// <summary>How long Vast may take to load it, twice that while it makes progress; null as above.</summary>
    public TimeSpan? LoadingTimeout { get; init; }

    /// <summary>USD of credit below which nothing is rented; null for no such limit.</summary>
    public double? CreditFloor { get; init; }

    /// <summary>How often Hierophant's own list of Contemplants is read; zero, the default, for never.</summary>
    public TimeSpan HierophantWatch { get; init; }

    /// <summary>How long that list may lack a verified instance.</summary>
    public TimeSpan HierophantAbsence { get; init; }

    /// <summary>An instance whose contract ends sooner than this is replaced before Vast stops it; zero for never.</summary>
    public TimeSpan ReplaceBeforeEnd { get; init; }

    /// <summary>The fraction by which an offer must be cheaper to replace a verified instance; null for never.</summary>
    public double? ReplaceWhenCheaper { get; init; }

    /// <summary>Whether the logs of a failed instance are requested before it is destroyed.</summary>
    public bool KeepsEvidence { get; init; }

    /// <summary>How long a machine is not rented again after its first failure; doubles each time, up to a day.</summary>
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
