using Magister.Simulator.Market;

namespace Magister.Simulator.Faults;

/// <summary>What goes wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>429; with <see cref="FaultRule.Threshold"/> in its text, or without one.</summary>
    TooManyRequests,

    /// <summary>500 with a JSON body.</summary>
    InternalError,

    /// <summary>503 as plain text.</summary>
    Unavailable,

    /// <summary>502 with a proxy's HTML page.</summary>
    ProxyPage,

    /// <summary>200 with the first half of a JSON body.</summary>
    HalfJson,

    /// <summary>200 with nothing.</summary>
    EmptyBody,

    /// <summary>200 with <c>"success": false</c>.</summary>
    SuccessFalse,

    /// <summary>500 whose body carries <c>new_contract</c>; always after the effect.</summary>
    ErrorWithContract,

    /// <summary>The connection is reset instead of an answer.</summary>
    Reset,

    /// <summary>No answer, until the caller gives up.</summary>
    Hang,

    /// <summary>The right answer, late by <see cref="FaultRule.Delay"/>.</summary>
    Delay,

    /// <summary>A search or a list that finds nothing, and says so with 200.</summary>
    EmptyList,

    /// <summary>A search or a page of the list that lacks half its rows; the totals stay.</summary>
    ShortPage,

    /// <summary>409, as if somebody else had been faster.</summary>
    Conflict,

    /// <summary>404 in words that say nothing.</summary>
    NotFound,

    /// <summary>400, since the machine is rented.</summary>
    MachineRented,
}

/// <summary>Whether the market has done what was asked when the fault strikes.</summary>
public enum FaultMoment
{
    /// <summary>It has not.</summary>
    Before,

    /// <summary>It has.</summary>
    After,
}

/// <summary>A fault on request.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record FaultRule(FaultKind Kind)
{
    // What has a default is settable: JSON that is read without reflection takes an init-only property that is left out for its type's default.

    /// <summary>The endpoint it strikes. The default value is null: all.</summary>
    public VastEndpoint? Endpoint { get; init; }

    /// <summary>Before or after the effect. The default value is before.</summary>
    public FaultMoment Moment { get; init; }

    /// <summary>How likely each call is struck. The default value is 1.</summary>
    public double Probability { get; set; } = 1;

    /// <summary>How many calls are struck before the rule is spent. The default value is null: no end.</summary>
    public int? Count { get; init; }

    /// <summary>How late a <see cref="FaultKind.Delay"/> is. The default value is 10 seconds.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The threshold that a <see cref="FaultKind.TooManyRequests"/> names, in seconds. The default value is null: none.</summary>
    public double? Threshold { get; init; }
}
