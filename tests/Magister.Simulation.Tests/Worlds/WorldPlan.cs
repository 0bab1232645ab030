using System.Collections.Immutable;
using Magister.Fleet;
using Magister.Simulation.Tests.Lives;
using Magister.Simulator.Callers;
using Magister.Simulator.Faults;
using Magister.Simulator.Http;
using Magister.Simulator.Market;
using Magister.Vast;

namespace Magister.Simulation.Tests.Worlds;

/// <summary>Everything about a world that is drawn before it begins.</summary>
internal sealed record WorldPlan
{
    public required int Seed { get; init; }

    /// <summary>Noon, so that a world of a day sees a day end.</summary>
    public DateTimeOffset Begins { get; init; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public required TimeSpan Length { get; init; }

    /// <summary>When trouble ends: from then on nothing goes wrong, and the fleet must come to rest.</summary>
    public required TimeSpan TroubleEnds { get; init; }

    /// <summary>Which of Magister's assumptions Vast violates; <see cref="Lies.None"/> in most worlds.</summary>
    public Lies Lies { get; init; }

    public required FleetSettings Fleet { get; init; }

    /// <summary>Whether <c>number_instances</c> changes at some restarts.</summary>
    public bool NumberChanges { get; init; }

    /// <summary>Whether budgets change at some restarts.</summary>
    public bool BudgetsChange { get; init; }

    public required int MaxNumber { get; init; }

    public required VastSettings Vast { get; init; }

    public required MarketOptions Market { get; init; }

    public required DeskOptions Desk { get; init; }

    public required CallerOptions Callers { get; init; }

    /// <summary>How often the watch of an instance reports; null if there is none.</summary>
    public TimeSpan? PulseInterval => Fleet.Onstart.PulseInterval is { Ticks: > 0 } interval ? interval : null;

    public required NetworkPlan Network { get; init; }

    public ImmutableArray<FaultRule> Faults { get; init; } = [];

    public required CrashPlan Crashes { get; init; }

    public required MischiefPlan Mischief { get; init; }

    /// <summary>By how much the host's clock is wrong at most, in either direction; each life begins with another error.</summary>
    public TimeSpan ClockError { get; init; }

    /// <summary>How several Magisters share the fleet; null if there is only one.</summary>
    public SharingPlan? Sharing { get; init; }

    /// <summary>Whether Vast's error messages quote the key of the account, and of an instance.</summary>
    public bool QuotesSecrets { get; init; }

    /// <summary>The same world without lies, failures and interference.</summary>
    public WorldPlan WithoutTrouble() => this with
    {
        Lies = Lies.None,
        Faults = [],
        Crashes = new CrashPlan(),
        Mischief = new MischiefPlan(),
        NumberChanges = false,
        Sharing = null,
    };

    public bool IsHostile => Lies is not Lies.None;

    /// <summary>Whether no fault strikes any of these calls.</summary>
    public bool Spares(params VastEndpoint[] endpoints) => !Faults.Any(fault => fault.Endpoint is not { } struck || endpoints.Contains(struck));

    /// <summary>All of it, for investigating a failure.</summary>
    public string Text() => $"{this}; faults: {string.Join("; ", Faults)}; kills: {string.Join(", ", Crashes.Rates.Where(rate => rate.Value > 0).OrderBy(rate => rate.Key).Select(rate => FormattableString.Invariant($"{rate.Key} {rate.Value:0.#####}")))}";

    /// <summary>How much requests can overtake or bunch up on their way, apart from the trouble of the moment.</summary>
    public TimeSpan Jitter => Network.Outward.Max - Network.Outward.Min;
}

/// <summary>Several Magisters and the database that they share.</summary>
/// <param name="Lease">How long a leader stays leader without renewing.</param>
/// <param name="Broken">Fraction of the database's calls that are not carried out.</param>
/// <param name="Lost">Fraction of calls that are carried out, immediately or a while later, without an answer.</param>
/// <param name="LostTime">Fraction of calls during which the program stands still.</param>
/// <param name="ClockRate">By which fraction a program's clock runs fast or slow at most.</param>
/// <param name="Outages">Mean time between outages of the database, for all or for one; null if it never is away.</param>
internal sealed record SharingPlan(int Magisters, TimeSpan Lease, double Broken, double Lost, double LostTime, double ClockRate, TimeSpan? Outages);

/// <summary>What a hostile Vast does that no client can see through immediately.</summary>
internal enum Lies
{
    None,

    /// <summary>New instances are missing from the list for longer than the consistency window.</summary>
    LateLists,

    /// <summary>Lists that are empty and claim to be complete.</summary>
    EmptyLists,

    /// <summary>Rents that are refused and take effect.</summary>
    RefusedRents,
}

/// <summary>How long requests and answers take on their way, and how often they are lost.</summary>
/// <param name="Connect">Time until a connection is open.</param>
/// <param name="Outward">Time from a request's departure to its arrival.</param>
/// <param name="Back">Time from Vast's answer to its arrival.</param>
/// <param name="Broken">Fraction of connections that never open.</param>
/// <param name="Lost">Fraction of requests that never arrive, and of answers that never do.</param>
internal sealed record NetworkPlan(DurationRange Connect, DurationRange Outward, DurationRange Back, double Broken, double Lost)
{
    /// <summary>Fraction of answers on which something below the client throws an unexpected exception.</summary>
    public double Odd { get; init; }
}

/// <summary>How often somebody or something interferes: mean times between; null if it never happens.</summary>
internal sealed record MischiefPlan
{
    public TimeSpan? Operators { get; init; }

    public bool OperatorsRelabel { get; init; }

    public bool OperatorsStop { get; init; }

    public TimeSpan? Tenants { get; init; }

    public TimeSpan? Offers { get; init; }

    /// <summary>Hosts that announce a higher price.</summary>
    public TimeSpan? PriceIncreases { get; init; }

    public TimeSpan? Downtimes { get; init; }

    public TimeSpan? KeyRefusals { get; init; }

    public TimeSpan? CreditDroughts { get; init; }

    /// <summary>Calls of other programs with the same account.</summary>
    public TimeSpan? OtherClients { get; init; }

    public TimeSpan? DiskTroubles { get; init; }

    /// <summary>Freezes of the program or its machine.</summary>
    public TimeSpan? Freezes { get; init; }

    /// <summary>Operators who steer the running program.</summary>
    public TimeSpan? Steerers { get; init; }

    /// <summary>Operators who change the configuration and have the running program reload it.</summary>
    public TimeSpan? Reloads { get; init; }

    /// <summary>Calls of Contemplants and the Hierophant at unlikely moments and about unknown offers.</summary>
    public TimeSpan? StrayCalls { get; init; }
}
